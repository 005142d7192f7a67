/** Every verb over text as it is while somebody types, pastes and deletes: no exception, no answer outside the file, no half-read state. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit, Range } from '../../protocol/position';
import { codeActions } from '../../server/src/features/codeActions';
import { codeLenses } from '../../server/src/features/codeLens';
import { completion } from '../../server/src/features/completion';
import { definition } from '../../server/src/features/definition';
import { documentLinks } from '../../server/src/features/documentLinks';
import { folding } from '../../server/src/features/folding';
import { formatting } from '../../server/src/features/formatting';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { references } from '../../server/src/features/references';
import { rename } from '../../server/src/features/rename';
import { selectionRanges } from '../../server/src/features/selectionRange';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { signatureHelp } from '../../server/src/features/signatureHelp';
import { symbols } from '../../server/src/features/symbols';
import { analyse } from '../../server/src/service/analyse';
import type { Analysis } from '../../server/src/service/analysis';
import { analysed, edited, ROOMS } from './setup';

const PLAIN = { markdown: false, mathBlocks: false, commands: false };

/** Real text, pieces of it, and what should never be there. */
const PIECES = [
  'X : matrix(n, d); w : vector(d); y : vector(n)\n', 'f = 1/2*norm2(X*w - y)^2\n', 'gradient f wrt w\n', 'check gradient f wrt w == X\'*(X*w - y)\n', 'S : posdef(n)\n', 'g(w) = logdet(S) + w\'*w\n',
  'layout numerator\n', 'inner w: <u, v> = u\'*v\n', 'h = sum(i = 1..n) y[i]^2\n', 'φ : vector(n) -> scalar\n', 'a = b where b = 2\n', '[A B; C D]', 'hessian g', 'X\'', '‖x‖', '<a, b>', '\\lambda', '# comment\n', '// text\n',
  '(', ')', '[', ']', ',', ';', ':', '=', '==', '+', '*', '\\', '^', "'", '.', '..', '\n', '\r\n', '\t', ' ', '0', '1e9', 'w', 'X', 'λ', '😀', '\ud800', '\u0000', '\u2028', '𝑤', 'ᵀ', '⁻¹', 'wrt', 'gradient', 'matrix(', 'norm2(',
] as const;
const text = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) }), { maxLength: 14 }).map((pieces) => pieces.join(''));

/** The same text as a file of a host language. */
const HOSTS = {
  mcalc: (inside: string) => inside,
  python: (inside: string) => `import numpy as np\n# mcalc: ${inside.replace(/\r\n|[\r\n\u2028]/g, '\n#   ')}\nx = 1\n`,
  cpp: (inside: string) => `/* mcalc: ${inside.replaceAll('*/', '')} */\nint x;\n`,
  markdown: (inside: string) => `Text\n\n\`\`\`mcalc\n${inside.replaceAll('`', '')}\n\`\`\`\n`,
} as const;
const source = fc.tuple(fc.constantFrom(...(['mcalc', 'python', 'cpp', 'markdown'] as const)), text).map(([languageId, inside]) => ({ languageId, text: HOSTS[languageId](inside) }));

const whole = ({ lines, document }: Analysis): Range => ({ start: { line: 0, character: 0 }, end: lines.positionAt(document.text.length) });
const isInside = ({ lines, document }: Analysis, { start, end }: Range): boolean => {
  const [from, to] = [lines.offsetAt(start), lines.offsetAt(end)];
  const exact = lines.rangeOf({ start: from, end: to });
  return from <= to && to <= document.text.length && JSON.stringify(exact) === JSON.stringify({ start, end });
};

test('every verb answers within the file', async () => {
  await fc.assert(fc.asyncProperty(source, fc.nat(), fc.nat(), async ({ languageId, text: given }, a, b) => {
    const analysis = analysed(given, languageId);
    const [from, to] = [a % (given.length + 1), b % (given.length + 1)].sort((x, y) => x - y) as [number, number];
    const range = analysis.lines.rangeOf({ start: from, end: to });
    const edits: Edit[] = [...formatting(analysis)];
    const ranges: Range[] = [];
    ranges.push(...semanticTokens(analysis).map((token) => token.range), ...symbols(analysis).flatMap((symbol) => [symbol.range, symbol.selection]), ...documentLinks(analysis).map((link) => link.range));
    ranges.push(...codeLenses(analysis, 'auto').map((lens) => lens.range), ...selectionRanges(analysis, from), ...references(analysis.meaning, analysis.toVirtual(from) ?? 0).map(({ span }) => analysis.rangeOf(span)));
    ranges.push(...inlayHints(analysis, whole(analysis)).map(({ position }) => ({ start: position, end: position })), ...analysis.quickDiagnostics.map((diagnostic) => diagnostic.range));
    const target = definition(analysis, from);
    if (target !== undefined) ranges.push(analysis.rangeOf(target.origin), analysis.rangeOf(target.target));
    const renamed = rename({ meaning: analysis.meaning, text: analysis.embedded.text }, analysis.toVirtual(from) ?? 0, 'renamed');
    if (renamed.ok) edits.push(...renamed.places.map((span) => ({ range: analysis.rangeOf(span), newText: 'renamed' })));
    for (const action of await codeActions(analysis, range, undefined, 'auto')) if (action.does.by === 'edit') edits.push(...action.does.edits);
    ranges.push(...edits.map((edit) => edit.range), ...completion(analysis, from, true).slice(0, 3).map(({ edit }) => edit.range));
    const hovered = await hover(analysis, from, PLAIN, 'auto');
    if (hovered !== undefined) ranges.push(hovered.range);
    signatureHelp(analysis, from, PLAIN);
    for (const { startLine, endLine } of folding(analysis)) expect(startLine).toBeLessThan(endLine);
    for (const each of ranges) expect(isInside(analysis, each), JSON.stringify(each)).toBe(true);
  }), { numRuns: 150 });
}, 60_000);

test('what was formatted stays as it is', () => {
  fc.assert(fc.property(source, ({ languageId, text: given }) => {
    const once = analysed(edited(analysed(given, languageId), formatting(analysed(given, languageId))), languageId);
    expect(edited(once, formatting(once))).toBe(once.document.text);
  }), { numRuns: 150 });
}, 60_000);

test('after any edits the answers are those of a fresh reading', async () => {
  const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), text: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')) });
  await fc.assert(fc.asyncProperty(source, fc.array(change, { minLength: 1, maxLength: 6 }), async ({ languageId, text: given }, changes) => {
    let [present, version] = [given, 1];
    let analysis = analyse({ uri: 'file:///notes', languageId, version, text: present }, ROOMS);
    for (const { at, length, text: inserted } of changes) {
      await analysis.diagnostics();
      const start = at % (present.length + 1);
      present = present.slice(0, start) + inserted + present.slice(start + length);
      version++;
      analysis = analyse({ uri: 'file:///notes', languageId, version, text: present }, ROOMS, {}, analysis);
    }
    const fresh = analysed(present, languageId);
    expect(await analysis.diagnostics()).toEqual(await fresh.diagnostics());
    expect(analysis.queries.map(({ answers }) => answers.map(({ forms }) => forms?.text))).toEqual(fresh.queries.map(({ answers }) => answers.map(({ forms }) => forms?.text)));
  }), { numRuns: 60 });
}, 60_000);
