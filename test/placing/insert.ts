/** A file in, the file with code in it out: every line that came in has a plus in front. */
import { embed } from '../../server/src/embedding/embed';
import { commentOf } from '../../server/src/embedding/hosts';
import { inserted, type Emitted } from '../../server/src/placing/insert';
import { regionAround } from '../../server/src/placing/regions';

/** What is inserted: a text, or a function with an import and, where the language has them in its code, a helper. */
export const EMITTED: Readonly<Record<string, Emitted>> = {
  python: emitted(['import numpy as np'], [], 'def grad_f(w):\n    return np.exp(w)'),
  cpp: emitted(['#include <Eigen/Dense>', '#include <cmath>'], [], 'inline Eigen::VectorXd grad_f(const Eigen::Ref<const Eigen::VectorXd>& w) {\n  return std::exp(1.0) * w;\n}'),
  javascript: emitted(["import { Matrix, solve } from 'ml-matrix';"], [{ name: 'sigmoid', source: 'const sigmoid = (u) => 1 / (1 + Math.exp(-u));' }], '/**\n * @param {Matrix} w\n */\nexport function grad_f(w) {\n  return solve(Matrix.eye(2), w.apply(sigmoid));\n}'),
  julia: emitted(['using LinearAlgebra'], [], 'function grad_f(w)\n    return norm(w) * w\nend'),
  rust: below(['use nalgebra::{DMatrix, DVector};'], [{ name: 'sigmoid', source: 'fn sigmoid(u: f64) -> f64 {\n    1.0 / (1.0 + (-u).exp())\n}' }], 'pub fn grad_f(w: &DVector<f64>) -> DVector<f64> {\n    DMatrix::identity(2, 2) * w.map(sigmoid)\n}'),
  r: emitted([], [], 'grad_f <- function(w) {\n  exp(w)\n}'),
  matlab: emitted([], [], 'function g = grad_f(w)\n    g = exp(w);\nend'),
  octave: emitted([], [], 'function g = grad_f(w)\n    g = exp(w);\nend'),
  latex: emitted([], [], 'The gradient of $f$ is\n\\[\n  \\nabla_w f = w,\n\\]\nwhere $w \\in \\mathbb{R}^n$.'),
  markdown: emitted([], [], 'The gradient of $f$ is\n\n$$\n\\nabla_w f = w,\n$$\n\nwhere $w \\in \\mathbb{R}^n$.'),
  typst: emitted([], [], 'The gradient of $f$ is\n$ nabla_w f = w, $\nwhere $w in RR^n$.'),
  FortranFreeForm: emitted([], [], 'module grad_f_module\n  implicit none\nend module grad_f_module'),
};

function emitted(imports: Emitted['imports'], helpers: Emitted['helpers'], definition: string): Emitted {
  return { imports, helpers, definition, body: [...helpers.map(({ source }) => source), definition].join('\n\n') };
}
function below(imports: Emitted['imports'], helpers: Emitted['helpers'], definition: string): Emitted {
  return { imports, helpers, definition, body: [definition, ...helpers.map(({ source }) => source)].join('\n\n') };
}

export function withCode(text: string, languageId: string, code: Emitted = EMITTED[languageId] ?? emitted([], [], '')): string {
  const { blocks } = embed(text, languageId);
  const [block] = blocks;
  if (block?.place === undefined) throw new Error('no place');
  const { open, close } = commentOf(languageId) ?? { open: '', close: '' };
  const { edits } = inserted(
    { text, languageId, region: regionAround(text, languageId, languageId, block.span.start), kept: blocks.map(({ span }) => span), above: '', needed: [] },
    [{ where: { place: block.place }, codes: [code], stamp: () => `${open}generated${close}` }],
  );
  return marked(text, edits);
}

const MARK = '\u0001';

/** The lines of the new text; those that edits touch with a plus. */
function marked(text: string, edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[]): string {
  let now = text;
  for (const { start, end, newText } of [...edits].sort((a, b) => b.start - a.start)) now = now.slice(0, start) + newText.replace(/[^\r\n]+|\r\n|\n|\r/g, (part) => `${MARK}${part}`) + now.slice(end);
  return now.split(/(?<=\n|\r(?!\n))/).map((line) => `${line.includes(MARK) ? '+' : ' '} ${line.replaceAll(MARK, '')}`.replace(/^([+ ]) (\r?\n)$/, (_, sign: string, end: string) => sign.trim() + end)).join('');
}

/** Cases as one text to read from top to bottom. */
export const shown = (cases: Readonly<Record<string, string>>, languageId: string): string =>
  Object.entries(cases).map(([name, text]) => `=== ${name}\n${withCode(text, languageId).replaceAll('\r', '␍')}`).map((each) => (each.endsWith('\n') ? each : `${each}⏎̸\n`)).join('\n');
