/** What is taken over from one version of a file to the next is what reading it afresh gives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showShape } from '../../server/src/shapes/shape';
import type { Binding } from '../../server/src/semantics/meaning';
import { treesOf } from '../../server/src/semantics/occurrences';
import { understood, type Understood } from '../../server/src/service/understood';
import { postorder } from '../../server/src/syntax/tree';

const read = (text: string, previous?: Understood, languageId = 'python'): Understood => understood({ uri: 'file:///f', languageId, version: 1, text }, {}, previous);

const shown = (binding: Binding | undefined): string => (binding === undefined ? '-' : `${binding.kind} ${binding.name}@${String(binding.span.start)}${'shape' in binding && binding.shape !== undefined ? ` ${showShape(binding.shape)}` : ''}${binding.kind === 'variable' ? ` ${[...binding.properties].join(' ')} ${String(binding.reasons?.map(({ span }) => span.start) ?? [])}` : ''}`);

/** Everything that a meaning says, in words. */
function described({ meaning, parsed }: Understood): readonly string[] {
  const nodes = parsed.statements.flatMap((statement) => treesOf(statement).flatMap((tree) => postorder(tree).map((node) =>
    `${String(node.span.start)} ${node.kind} ${(() => { const shape = meaning.shapeOf(node); return shape === undefined ? '?' : showShape(shape); })()} ${node.kind === 'name' ? shown(meaning.bindingOf(node)) : node.kind === 'call' ? shown(meaning.calleeOf(node)) : ''}`)));
  return [
    ...parsed.errors.map(({ message, span }) => `${String(span.start)} ${message}`), ...nodes,
    ...meaning.bindings.map(shown),
    ...meaning.queries.map(({ node, wrt, layout, ofName }) => `${String(node.span.start)} ${ofName ?? ''} ${wrt.map(shown).join(', ')} ${layout} ${node.wrt.map((name) => shown(meaning.bindingOf(name))).join(', ')} ${wrt.map((variable) => String(meaning.innerProductOf(variable)?.value.span.start)).join()}`),
    ...meaning.claims.map(({ node, query }) => `${String(node.span.start)} ${query?.wrt.map(shown).join(', ') ?? ''}`),
    ...meaning.diagnostics.map(({ message, span, code }) => `${String(span.start)}-${String(span.end)} ${code} ${message}`),
    ...['n', 'd', 'X', 'w', 'f', 'r'].map((name) => `${name}: ${shown(meaning.lookup(name, parsed.statements.at(-1)?.span.end ?? 0))}`),
  ];
}

const LINES = [
  'X : matrix(n, d); w : vector(d); y : vector(n)', 'λ : positive scalar', 'X : matrix(m, d)', 'w : vector(k)', 'n = 5', 'S : posdef(n)', 'g : vector(n) -> scalar', 'layout numerator', 'inner w: <u, v> = u\'*v', 'w on sphere',
  'r = X*w - y', 'f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2', 'f(w) = sum(X*w)', 'h = sum(i = 1..n) y[i]^2', 'a = b where b = 2*r', 'q = z + w', 'k = tr(S) + logdet(S*eye(n))', 'v = ones(n) + y', 'e = x*y*', 'M = y', 't = [X; X]', 'p = X^T', 's = 2*n', 'A : matrix(k, k)',
  'gradient f wrt w', 'gradient f', 'jacobian r wrt w', 'hessian f wrt w', 'check gradient f wrt w == X\'*r', 'check differential f wrt w == r\'*X*dw', 'check norm2(r)^2 == r\'*r', 'gradient nope wrt w', 'gradient f wrt zz', 'jvp r wrt w along w', 'gradient g(y) wrt y', '',
  // Names that nothing declares, alone and shared.
  'c = norm2(B*u - v)^2', 'gradient c wrt u', 'gradient c wrt B', 'o = γ*sum(u) + c', 'γ = 2', 'u : vector(n)', 'E = eye(p)', 'l = tr(E*N*N\')', 'gradient l wrt N', 'gradient sum(exp(b)) wrt b', 'z = B*zz', 'j(u) = sum(i = 1..m) u[i]^2', 'check u\'*B\'*v == v\'*B*u', 'gradient γ*v\'*v',
] as const;
/** A file of blocks, each of some of the lines. */
const block = fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 4 });
const file = fc.array(block, { minLength: 1, maxLength: 5 });
type Blocks = readonly (readonly string[])[];
/** How the blocks of a file are written: among code, and by themselves. */
const WRITTEN: readonly { readonly languageId: string; readonly written: (blocks: Blocks) => string }[] = [
  { languageId: 'python', written: (blocks) => blocks.map((lines, i) => `# mcalc: ${lines.join('\n#   ')}\nx_${String(i)} = 1\n`).join('\n') },
  { languageId: 'mcalc',  written: (blocks) => blocks.map((lines) => lines.join('\n')).join('\n\n') },
];
const change = fc.record({ block: fc.nat(), line: fc.nat(), text: fc.oneof(fc.constantFrom(...LINES), fc.constantFrom('+', '1', ' ', ')')), how: fc.constantFrom('replace', 'insert', 'remove', 'append') });

function changed(blocks: Blocks, { block: at, line, text, how }: { block: number; line: number; text: string; how: string }): Blocks {
  return blocks.map((lines, i) => {
    if (i !== at % blocks.length) return lines;
    const place = line % lines.length;
    switch (how) {
      case 'replace': return lines.map((each, j) => (j === place ? text : each));
      case 'insert': return [...lines.slice(0, place), text, ...lines.slice(place)];
      case 'remove': return lines.length > 1 ? lines.filter((_, j) => j !== place) : lines;
      default: return lines.map((each, j) => (j === place ? each + text : each));
    }
  });
}

test.each(WRITTEN)('after any edits a file means what it means afresh: $languageId', ({ languageId, written }) => {
  fc.assert(fc.property(file, fc.array(change, { minLength: 1, maxLength: 8 }), (start, changes) => {
    let blocks: Blocks = start;
    let present = read(written(blocks), undefined, languageId);
    for (const each of changes) {
      blocks = changed(blocks, each);
      present = read(written(blocks), present, languageId);
      expect(described(present)).toEqual(described(read(written(blocks), undefined, languageId)));
    }
  }), { numRuns: 150 });
}, 120_000);

describe('what an edit does not touch stays the same objects', () => {
  const DECLARED = '# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)\nx = 1\n';
  const BLOCKS = `${DECLARED}# mcalc: r = X*w - y\n#   f = norm2(r)^2\n#   gradient f wrt w\nx = 2\n# mcalc: g = sum(X*w)\n#   gradient g wrt w\n`;
  test.each([
    ['a number in another block',             'norm2(r)^2',         'norm2(r)^3',            [false, true]],
    ['longer text in another block',          'norm2(r)^2',         'norm2(r)^2 + sum(r)',   [false, true]],
    ['code between the blocks',               'x = 2\n',            'x = 2\ny = 3\nz = 4\n', [true, true]],
    ['what both refer to',                    'w : vector(d)',      'w : positive vector(d)', [false, false]],
    ['another declaration that neither uses', 'y : vector(n)',      'y : vector(n); b : scalar', [true, true]],
    ['the layout',                            'r = X*w',            'layout numerator; r = X*w', [false, false]],
  ])('%s', (_, before, after, kept) => {
    const first = read(BLOCKS);
    const second = read(BLOCKS.replace(before, after), first);
    expect(second.meaning.queries.map((query, i) => query === first.meaning.queries[i])).toEqual(kept);
    expect(described(second)).toEqual(described(read(BLOCKS.replace(before, after))));
  });
  test('but a name that is no dimension any more is another thing', () => {
    const use = '# mcalc: s = 2*n\nx = 1\n';
    const [declared, gone] = [`# mcalc: y : vector(n)\nx = 0\n${use}`, `# mcalc: y : vector(5)\nx = 0\n${use}`];
    expect(described(read(gone, read(declared)))).toEqual(described(read(gone)));
  });
});
