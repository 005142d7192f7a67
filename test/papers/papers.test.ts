/** Every result of the corpus as a paper states it: KaTeX sets the LaTeX and the Markdown, Typst compiles the Typst. */
import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import type { PaperName } from '../../server/src/papers/request';
import type { Analysis } from '../../server/src/service/analysis';
import { wordsLatex, wordsMarkdown, wordsTypst } from '../../server/src/typeset/words';
import { corpus, documentOf } from '../cases';
import { analysed } from '../service/setup';
import { complaints } from '../typeset/compileTypst';
import { partsOfLatex, partsOfMarkdown, type Parts } from './formulas';
import { results } from './results';

const render = (formula: string, displayMode: boolean): string => katex.renderToString(formula, { throwOnError: true, strict: false, trust: false, displayMode });

const texts: readonly string[] = [...corpus.map(documentOf), ...results.map(({ text }) => text)];
const analyses: readonly Analysis[] = texts.map((text) => analysed(text));

async function papersIn(target: PaperName): Promise<readonly string[]> {
  const found: string[] = [];
  for (const analysis of analyses) for (const query of analysis.queries) {
    const paper = await analysis.paper(query, target);
    if (paper.ok) found.push(paper.source);
  }
  return found;
}

/** Plain sentences: nothing that is left of the text is a command. */
const PLAIN = /^[\p{L}\d\s¤.,:;()[\]'/=+-]*$/u;

function setInKatex(source: string, partsOf: (source: string) => Parts): void {
  const { displays, inline, text } = partsOf(source);
  expect(displays.length).toBeGreaterThan(0);
  for (const formula of displays) expect(render(formula, true)).toContain('katex');
  for (const formula of inline) expect(render(formula, false)).toContain('katex');
  expect(text).toMatch(PLAIN);
}

/** Names that mean something to the language that a paper is in, and a query with more of it. */
const HOSTILE = 'a_b_c, x_1 : vector(n_0)\ncost_of_50 = 2*a_b_c\'*x_1 + sum(relu(x_1))\ngradient cost_of_50 wrt x_1';

test.each(['latex', 'markdown', 'typst'] as const)('what a reader wrote is no command: %s', async (target) => {
  const analysis = analysed(HOSTILE);
  const paper = await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), target);
  const source = paper.ok ? paper.source : expect.fail(paper.reason);
  if (target === 'typst') expect(complaints(source)).toEqual([]);
  else setInKatex(source, target === 'latex' ? partsOfLatex : partsOfMarkdown);
});

const TEXT = '\\x{y} $1 & #a% b_c^d ~e <img src=x> `f` *g* [h](i) @j "k" // l -- m |';
test('words are words in each language', () => {
  expect(wordsLatex(TEXT)).toBe('\\textbackslash{}x\\{y\\} \\$1 \\& \\#a\\% b\\_c\\textasciicircum{}d \\textasciitilde{}e \\textless{}img src=x\\textgreater{} `f` *g* [h](i) @j "k" // l -- m |');
  expect(wordsMarkdown(TEXT)).toBe('\\\\x\\{y\\} \\$1 \\& \\#a% b\\_c^d \\~e \\<img src=x\\> \\`f\\` \\*g\\* \\[h\\](i) @j "k" // l -- m \\|');
  expect(wordsTypst(TEXT)).toBe('\\\\x{y} \\$1 & \\#a% b\\_c^d \\~e \\<img src=x\\> \\`f\\` \\*g\\* \\[h\\](i) \\@j \\"k\\" \\// l \\-- m |');
  expect(complaints(wordsTypst(TEXT))).toEqual([]);
});
test('any words are a document of Typst', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (text) => { expect(complaints(`a ${wordsTypst(text)}`)).toEqual([]); }), { numRuns: 200 });
});

test.each([
  [{ selfTest: true },                          'a self-test is about code, and this is mathematics'],
  [{ assertShapes: true },                      'an assertion is about code, and this is mathematics'],
  [{ quantity: 'hessian' },                     'a hessian is of a scalar'],
] as const)('refused: %j', async (wishes, reason) => {
  const analysis = analysed('X : matrix(n, d); w : vector(d)\njacobian X*w wrt w');
  const paper = await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), 'latex', wishes);
  expect(paper).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test('what has no derivative or fails its check is not written', async () => {
  const analysis = analysed('A : matrix(n, n)\ngradient sum(leftsv(A)) wrt A');
  expect(await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), 'typst')).toEqual({ ok: false, reason: 'the derivative of leftsv has no closed form in the language yet' });
});

test('a direction that nobody named is one for each variable', async () => {
  const analysis = analysed("A : matrix(m, n); x : vector(m); y : vector(n)\nf = x'*A*y\ngradient f wrt x, y");
  const paper = await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), 'typst', { quantity: 'jvp' });
  expect((paper.ok ? paper.source : paper.reason).match(/\$v in RR\^.\$/g)).toEqual(['$v in RR^m$', '$v in RR^n$']);
});

describe('the corpus', () => {
  test('in LaTeX', async () => {
    const papers = await papersIn('latex');
    expect(papers.length).toBeGreaterThan(400);
    for (const paper of papers) {
      setInKatex(paper, partsOfLatex);
      // A paragraph, so that the end of one that was edited is found.
      expect(paper).not.toMatch(/\n\n/);
    }
  }, 120_000);
  test('in Markdown', async () => {
    for (const paper of await papersIn('markdown')) {
      setInKatex(paper, partsOfMarkdown);
      expect(paper).not.toMatch(/[^\n]\n\$\$\n[^\n]|[^\n]\n\n\n/);
    }
  }, 120_000);
  test('in Typst', async () => {
    const papers = await papersIn('typst');
    expect(papers.length).toBeGreaterThan(400);
    if (complaints(papers.join('\n')).length > 0) expect(papers.flatMap((paper) => complaints(paper).map((message) => `${message}: ${paper}`))).toEqual([]);
    for (const paper of papers) expect(paper).not.toMatch(/\n\n/);
  }, 120_000);
});
