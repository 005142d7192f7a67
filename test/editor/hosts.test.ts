/** The same question where code is really written: in a docstring, in a block comment, in a fence, in the cells of a notebook; and how a block is begun there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suggested, take } from './suggestions';
import { editorFor } from './suite';
import { until } from './until';

const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: source.split(/(?<=\n)/) });

const DOCSTRING = `class Ridge:
    """Linear regression with a penalty.

    mcalc: X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
      f = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2
      gradient f wrt w
    """

    def __init__(self, penalty):
        self.penalty = penalty
`;
const BLOCK_COMMENT = `#include <Eigen/Dense>

/**
 * The distance of two clouds of points.
 *
 * mcalc: P, Q : matrix(3, N); R : matrix(3, 3)
 *   cost = 1/2*normF(R*P - Q)^2
 *   gradient cost wrt R
 */
double cost(const Eigen::Matrix3d& R);
`;
const FENCE = `# Ridge regression

The loss and its gradient:

\`\`\`mcalc
X : matrix(n, d); w : vector(d); y : vector(n)
f = 1/2*norm2(X*w - y)^2
gradient f wrt w
\`\`\`

That is all.
`;
const PAPER = `\\documentclass{article}
\\begin{document}
% mcalc: X : matrix(n, d); w : vector(d); y : vector(n)
%   f = 1/2*norm2(X*w - y)^2
%   gradient f wrt w

That is all.
\\end{document}
`;
const NOTEBOOK = JSON.stringify({
  cells: [cell('# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)\n#   r = X*w - y\nimport numpy as np'), cell('# mcalc: f = 1/2*norm2(r)^2\n#   gradient f wrt w\nrate = 0.1')],
  metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5,
}, null, 1);

const editor = editorFor({ files: { 'ridge.py': DOCSTRING, 'cost.hpp': BLOCK_COMMENT, 'notes.md': FENCE, 'statement.md': FENCE, 'paper.tex': PAPER, 'fit.ipynb': NOTEBOOK, 'empty.py': '\n' } });

test.each([
  { where: 'a Python docstring',     file: 'ridge.py', at: 'gradient ¦f wrt w',    title: 'Insert gradient as NumPy',          holds: /"""\n\n(?: {4}#.*\n)? {4}@staticmethod\n {4}def grad_f\(X, w, y, λ\):\n[^]*return X\.T @ \(X @ w - y\) \+ λ \* w\n[^]*def __init__/ },
  { where: 'a C++ block comment',    file: 'cost.hpp', at: 'gradient ¦cost wrt R', title: 'Insert gradient as C++ with Eigen', holds: /\*\/\ndouble cost\([^]*grad_cost\(/ },
  { where: 'a Markdown fence',       file: 'notes.md', at: 'gradient ¦f wrt w',    title: 'Insert gradient as NumPy',          first: 'Insert gradient as Markdown', holds: /```\n\n```python\n[^]*def grad_f\(X, w, y\):[^]*```\n\nThat is all\./ },
  { where: 'a LaTeX comment',        file: 'paper.tex', at: 'gradient ¦f wrt w',   title: 'Insert gradient as LaTeX',          holds: /latex, 1 paragraph[^]*\\\[\n {2}\\nabla_\{w\} f = X\^\{\\top\}\(Xw - y\) \\in \\mathbb\{R\}\^\{d\},\n\\\]\nwhere [^\n]*\n\nThat is all\./ },
  { where: 'a fence, as Markdown',   file: 'statement.md', at: 'gradient ¦f wrt w', title: 'Insert gradient as Markdown',      holds: /markdown, 5 paragraphs[^]*\n\$\$\n\\nabla_\{w\} f = [^]*\n\$\$\n\nwhere [^\n]*\n\nThat is all\./ },
])('code is inserted from $where', async ({ file, at, title, holds, first = title }) => {
  const { vscode } = editor;
  await vscode.show(file);
  const offered = await vscode.lightBulbAt(file, at, title);
  expect(offered[0]).toBe(first);
  await vscode.screenshot(`offer ${file}`);
  await vscode.choose(title);
  await until(`the code in ${file}`, async () => holds.test(await vscode.textOf(file)));
  await until('its lens', async () => await vscode.page.locator('.codelens-decoration', { hasText: /(?:code|text) on line/ }).count() > 0);
  await vscode.screenshot(`inserted ${file}`);
});

test('code is inserted into a cell of a notebook, by names of the cells before', async () => {
  const { vscode } = editor;
  await vscode.show('fit.ipynb');
  const query = vscode.page.locator('.notebookOverlay .cell-editor-container').nth(1);
  await query.locator('.codelens-decoration', { hasText: '✓' }).first().waitFor();
  await query.locator('.view-line', { hasText: 'gradient f' }).locator('span span').filter({ hasText: /^\s*f\s*$/ }).first().click();
  await vscode.screenshot('notebook');
  await vscode.lightBulb('Insert gradient as NumPy');
  await vscode.choose('Insert gradient as NumPy');
  await query.locator('.view-line', { hasText: 'def grad_f' }).first().waitFor();
  await vscode.screenshot('inserted notebook');
  await vscode.page.keyboard.press('Control+S');
  const text = await until('the saved notebook', async () => { const saved = await readFile(join(vscode.folder, 'fit.ipynb'), 'utf8'); return saved.includes('def grad_f') && saved; });
  const notebook = JSON.parse(text) as { readonly cells: readonly { readonly source: readonly string[] }[] };
  expect(notebook.cells.map(({ source }) => source.join(''))).toEqual([expect.stringMatching(/^# mcalc: X/), expect.stringMatching(/wrt w\n[^]*return X\.T @ \(X @ w - y\)[^]*rate = 0\.1$/)]);
});

test('a block is begun by its name', async () => {
  const { vscode } = editor;
  await vscode.show('empty.py');
  await vscode.cursorAt('empty.py', '¦\n');
  await vscode.page.keyboard.type('mcalc');
  await suggested(vscode, 'mcalc');
  await vscode.screenshot('snippet');
  await take(vscode, 'mcalc', 'gradient f wrt');
  await until('its answer', async () => await vscode.page.locator('.codelens-decoration', { hasText: '∇_w f ∈ ℝᵈ ✓' }).count() > 0);
  await vscode.screenshot('begun');
});
