import { test } from 'vitest';
import { emit } from '/work/main/test/codegen/emit';
import { everyday } from '/work/main/test/codegen/everyday';
test('x', () => { for (const e of everyday) { const [o] = emit(e.text, process.env['T'] as never, { asValueAndGradient: true }); console.log(typeof o === 'string' || o === undefined ? o : o.outcome.ok ? o.outcome.code.source : o.outcome.message); } });
