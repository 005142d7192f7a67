import { describe, expect, test } from 'vitest';
import { shapesOfExpression } from '../../server/src/semantics/shapeOfExpression';
import { understand } from '../../server/src/semantics/understand';
import { parseDocument, parseExpression } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import type { Tree } from '../../server/src/syntax/tree';
import { unshared } from '../../server/src/syntax/unshared';
import { annotatedLatex } from '../../server/src/typeset/annotate/annotated';
import { changedParts } from '../../server/src/typeset/annotate/changed';
import { shapedParts } from '../../server/src/typeset/annotate/shaped';
import { latexOf } from '../../server/src/typeset/latex';

const tree = (text: string): Tree => parseExpression(text).tree;

describe('what changed between two lines', () => {
  test.each([
    ['nothing',                           "A*x + b",              "A*x + b",                   []],
    ['one factor',                        "r'*d(r)",              "r'*X*dw",                   ['X', 'dw']],
    ['one term, the others stay',         "d(u) + λ*w'*dw",       "2*u*du + λ*w'*dw",          ['2*u*du']],
    ['factors around one that stays',     "log(a)*d(u)",          "2*log(a)*u*du",             ['2', 'u', 'du']],
    ['an argument',                       'tr(d(X))',             'tr(dX)',                    ['dX']],
    ['deep inside',                       'log(det(exp(x) + 1))', 'log(det(exp(y) + 1))',      ['y']],
    ['two places',                        'd(a)*B + C*d(e)',      'da*B + C*de',               ['da', 'de']],
    ['a factor that moved',               'tr(A*B*dX)',           'tr(dX*A*B)',                ['dX']],
    ['the order of all factors',          'A*B*C',                'C*B*A',                     ['C*B*A']],
    ['factors between those that stay',   'A*B*C*D',              'A*C*B*D',                   ['C', 'B']],
    ['an operator',                       'a + b',                'a - b',                     ['a - b']],
    ['a part of what was there: nothing', "g'*dx",                'g',                         []],
    ['everything',                        'd(f)',                 '2*x',                       ['2*x']],
    ['the same letter, once more',        "X'*y",                 "X'*y + X'*z",               ['z']],
  ])('%s', (_, before, after, changed) => {
    const parts = changedParts(tree(before), unshared(tree(after)));
    expect([...parts].map((part) => printTree(part)).sort()).toEqual([...changed].sort());
  });

  test('one occurrence of a part that the engine shares is not the other', () => {
    const w: Tree = { kind: 'name', name: 'w', span: { start: 0, end: 0 } };
    const twice: Tree = { kind: 'binary', operator: '+', left: { kind: 'call', callee: 'f', calleeSpan: w.span, arguments: [w], span: w.span }, right: w, span: w.span, operatorSpan: w.span };
    expect(new Set([...allOf(unshared(twice))]).size).toBe(4);
    expect(printTree(unshared(twice))).toBe(printTree(twice));
  });
});

function* allOf(root: Tree): Generator<Tree> {
  yield root;
  if (root.kind === 'binary') { yield* allOf(root.left); yield* allOf(root.right); }
  if (root.kind === 'call') for (const argument of root.arguments) yield* allOf(argument);
}

describe('shapes below sub-expressions', () => {
  const meaning = understand(parseDocument('X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar; S : symmetric matrix(d, d)'));
  const shapes = (text: string): readonly string[] => {
    const own = unshared(tree(text));
    return [...shapedParts(own, shapesOfExpression(own, meaning, Infinity))].map(([part, { rows, cols }]) => `${printTree(part)}: ${rows.key}×${cols.key}`);
  };
  test.each([
    ["X'*(X*w - y) + λ*w", ["X': d×n", 'X*w - y: n×1', 'X: n×d', 'w: d×1', 'y: n×1', 'w: d×1']],
    ['λ*w',                ['w: d×1']],
    ['tr(X*S*X\')',        ["X*S*X': n×n", 'X: n×d', 'S: d×d', "X': d×n"]],
    ['exp(X*w)',           ['X: n×d', 'w: d×1']],
    ['norm2(w)^2',         ['w: d×1']],
    ['inv(S)*w',           ['inv(S): d×d', 'w: d×1']],
    ["X'*dX*w",            ["X': d×n", 'dX: n×d', 'w: d×1']],
    ['y.*exp(y)',          ['y: n×1', 'y: n×1']],
    ['2*λ + 1',            []],
    ['diag(X*w)',          ['X*w: n×1', 'X: n×d', 'w: d×1']],
  ])('%s', (text, expected) => { expect([...shapes(text)].sort()).toEqual([...expected].sort()); });
});

describe('an annotated formula', () => {
  const meaning = understand(parseDocument('X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar; S : symmetric matrix(d, d)'));
  test.each([
    ["X'*(X*w - y)", "X'*(X*w - z)", '\\shaped{X^{\\top}}{d\\times n}(\\braced{\\shaped{X}{n\\times d}\\shaped{w}{d} - \\changed{\\shaped{y}{n}}}{n})'],
    ['λ*w', 'λ*dw', '\\lambda \\changed{\\shaped{w}{d}}'],
    ['λ*pi', '0', '\\changed{\\lambda \\pi}'],
  ])('%s', (text, before, latex) => {
    const own = unshared(tree(text));
    const shapeOf = shapesOfExpression(own, meaning, Infinity);
    expect(annotatedLatex(own, { shapeOf }, { changed: changedParts(tree(before), own), shaped: shapedParts(own, shapeOf) })).toBe(latex);
  });

  test.each(["X'*(X*w - y) + λ*w", 'inv(S)*w', "λ*log(1 + exp(y'*X*w))*w", 'tr(S^2)/2', 'sigmoid(X*w).*(1 - sigmoid(X*w))', 'norm2(X*w)^3', "-2*w'*S*w", 'λ*pi*w', 'exp(-λ)*y', "S*X'*exp(λ/2)*y"])('without its annotations it is the formula itself: %s', (text) => {
    const own = unshared(tree(text));
    const shapeOf = shapesOfExpression(own, meaning, Infinity);
    const annotated = annotatedLatex(own, { shapeOf }, { changed: changedParts(tree('0'), own), shaped: shapedParts(own, shapeOf) });
    expect(annotated).not.toBe(latexOf(own, { shapeOf }));
    expect(spaceless(bare(annotated))).toBe(spaceless(latexOf(own, { shapeOf })));
  });
});

/** What TeX makes of the two macros when they show nothing. */
function bare(latex: string): string {
  const at = /\\(?:changed|shaped|braced)\{/.exec(latex);
  if (at === null) return latex;
  const inside = group(latex, at.index + at[0].length - 1);
  const rest = latex.slice(inside.end);
  const after = at[0] !== '\\changed{' ? rest.slice(group(rest, 0).end) : rest;
  return bare(`${latex.slice(0, at.index)}${inside.text}${after}`);
}
function group(latex: string, open: number): { readonly text: string; readonly end: number } {
  let depth = 0;
  for (let at = open; at < latex.length; at++) {
    if (latex[at] === '{') depth++;
    if (latex[at] === '}' && --depth === 0) return { text: latex.slice(open + 1, at), end: at + 1 };
  }
  throw new Error(`no group at ${open} of ${latex}`);
}
/** Without spaces, and without braces around a single character. */
const spaceless = (latex: string): string => latex.replace(/\s+/g, '').replace(/([_^])\{(\w)\}/g, '$1$2');
