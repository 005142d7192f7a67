/** What one meets while writing: completion, signatures, hints, lenses, colours, renaming, repairs, refactorings, formatting. */
import { expect, test } from 'vitest';
import { suggested, take } from './suggestions';
import { editorFor } from './suite';
import { ATTEMPT, done, until } from './until';

const NOTES = 'notes.mcalc';
const FIT = 'fit.py';
const DRAFT = 'draft.mcalc';
const ROUGH = 'rough.mcalc';

const editor = editorFor({
  files: {
    [NOTES]: `X : matrix(n, d); w : vector(d); y : vector(n)
P : posdef(d)
r = X*w - y
f = 1/2*norm2(r)^2
gradient f wrt w

`,
    [FIT]: `import numpy as np

# mcalc: X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
#   r = X*w - y
#   f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2
#   gradient f wrt w

# mcalc: hessian f wrt w
`,
    [DRAFT]: `X : matrix(n, d); w, v : vector(d); y : vector(n); a, b, c : scalar
residual = X*w - y
fit = norm2(X*w - y)^2
cost = norm2(residual)^2 + logdt(X'*X)
grown = a*(b + c)
shrunk = X'*X*w - X'*y
bare = norm2(X*q)
tex = \\tfrac12\\|Xw-y\\|_2^2
numpy = 0.5*np.sum((X@w-y)**2)
wrong = w*v
check gradient fit wrt w == (X*w - y)'*X
`,
    [ROUGH]: `X:matrix(n,d);w:vector(d);  y :vector(n)
f=1/2*norm2( X*w-y )^2
gradient   f wrt w
`,
  },
});

test('a letter by its name', async () => {
  const { vscode } = editor;
  await until('the server', async () => await vscode.page.locator('.codelens-decoration', { hasText: '✓' }).count() > 0);
  await vscode.cursorAt(NOTES, 'gradient f wrt w\n¦\n');
  await vscode.page.keyboard.type('q = \\lam');
  await suggested(vscode, '\\lambda');
  await vscode.screenshot('completion-letter');
  await take(vscode, '\\lambda', '= λ');
  expect(await vscode.textOf(NOTES)).toContain('q = λ');
});

test('a function with its rule', async () => {
  const { vscode } = editor;
  await vscode.page.keyboard.type('*logd');
  await suggested(vscode, 'logdet');
  const details = vscode.page.locator('.suggest-details');
  // They can be opened once the chosen item has been looked up.
  await until('the details', async () => {
    if (await details.isVisible()) return true;
    await vscode.page.keyboard.press('Control+Space');
    return done(details.waitFor(ATTEMPT));
  });
  await until('the rule in type', async () => await details.locator('img').count() > 0);
  await vscode.screenshot('completion-function');
  await vscode.page.keyboard.press('Control+Space');
  await details.waitFor({ state: 'hidden' });
  await take(vscode, 'logdet', 'logdet()');
  await vscode.page.keyboard.type('P');
  await until('the call', async () => (await vscode.textOf(NOTES)).includes('q = λ*logdet(P)'));
});

test('a whole model', async () => {
  const { vscode } = editor;
  await vscode.page.keyboard.press('End');
  await vscode.page.keyboard.press('Enter');
  await vscode.page.keyboard.type('quad');
  await suggested(vscode, 'quadratic form');
  await vscode.screenshot('completion-model');
  await take(vscode, 'quadratic form', 'hessian f wrt x');
  // The first place to fill in is the name of the function, in all its places at once.
  await vscode.page.keyboard.type('quadratic');
  await until('the name in all places', async () => (await vscode.textOf(NOTES)).split('quadratic').length === 4);
  await until('its answers', async () => await vscode.page.locator('.codelens-decoration', { hasText: /quadratic ∈ ℝ.*✓/ }).count() === 2);
  await vscode.screenshot('model');
});

test('the signature of a function while its arguments are written', async () => {
  const { vscode } = editor;
  await vscode.cursorAt(NOTES, 'hessian quadratic wrt x¦');
  await vscode.page.keyboard.type('\ns = solve(');
  const help = vscode.page.locator('.parameter-hints-widget.visible');
  // Asked for again where it did not come by itself.
  const shows = (what: string, holds: () => Promise<boolean>): Promise<unknown> => until(what, async () => {
    if (!await done(help.waitFor(ATTEMPT))) await vscode.page.keyboard.press('Control+Shift+Space');
    return await help.count() === 1 && await holds();
  });
  await shows('the signature', async () => (await help.innerText(ATTEMPT)).includes('solve(A: n×n, b: n×p)'));
  await vscode.page.keyboard.type('P,');
  await shows('the second parameter', async () => (await help.locator('.parameter.active').innerText(ATTEMPT)) === 'b: n×p' && await help.locator('img').count() > 0);
  await vscode.screenshot('signature');
  await vscode.page.keyboard.type(' w)');
  await until('the end of the help', async () => await help.count() === 0);
});

test('the shape of a line, once its writer pauses', async () => {
  const { vscode } = editor;
  await vscode.page.keyboard.type('\nnearly = X*w');
  await until('the hint', async () => /nearly\s*:\s*ℝⁿ\s*= X\*w/.test(await vscode.visibleText()));
  await vscode.screenshot('hint-after-pause');
});

test('a name is changed in every block of the file', async () => {
  const { vscode } = editor;
  await vscode.show(FIT);
  await vscode.cursorAt(FIT, '¦w : vector(d)');
  await vscode.page.keyboard.press('F2');
  const box = vscode.page.locator('.rename-box input');
  await box.waitFor();
  await box.fill('θ');
  await vscode.screenshot('rename');
  await vscode.page.keyboard.press('Enter');
  const text = await until('the new name', async () => { const now = await vscode.textOf(FIT); return now.includes('θ') && now; });
  expect(text).toContain('# mcalc: hessian f wrt θ');
  expect(text).toContain('norm2(θ)^2');
  await until('the lens of the new name', async () => await vscode.page.locator('.codelens-decoration', { hasText: '∇_θ f' }).count() > 0);
  await vscode.screenshot('renamed');
});

/** What the light bulb offers at a cursor or a selection, by what its title begins with; and what the line is afterwards. */
const CHANGES = [
  { what: 'a misspelt function',          at: 'lo¦gdt',                    title: 'Use logdet',                            becomes: "+ logdet(X'*X)" },
  { what: 'a product of two columns',     at: 'w¦*v',                      title: "Use w'*v (the inner product)",          becomes: "wrong = w'*v" },
  { what: 'a claim that does not hold',   at: 'check gradient ¦fit',       title: "Replace by 2*X'*(X*w - y)",             becomes: "== 2*X'*(X*w - y)" },
  { what: 'extraction',                   at: 'fit = norm2(«X*w - y»)',    title: 'Extract to a definition',               becomes: 'v1 = X*w - y\nfit = norm2(v1)^2' },
  { what: 'inlining',                     at: 'norm2(¦residual)',          title: 'Inline residual everywhere',            becomes: 'cost = norm2(X*w - y)^2' },
  { what: 'expansion',                    at: 'grown = ¦a',                title: 'Expand to a*b + a*c',                   becomes: 'grown = a*b + a*c' },
  { what: 'factoring',                    at: "shrunk = ¦X",               title: "Factor to X'*(X*w - y)",                becomes: "shrunk = X'*(X*w - y)" },
  { what: 'declaring an inferred shape',  at: 'norm2(X*¦q)',               title: 'Declare q : vector(d)',                 becomes: 'q : vector(d); bare' },
  { what: 'LaTeX that was pasted',        at: 'tex = «\\tfrac12\\|Xw-y\\|_2^2»', title: 'Convert LaTeX to 1/2*norm2(X*w - y)^2', becomes: 'tex = 1/2*norm2(X*w - y)^2' },
  { what: 'NumPy that was pasted',        at: 'numpy = «0.5*np.sum((X@w-y)**2)»', title: 'Convert NumPy to',              becomes: 'numpy = 0.5*sum((X*w - y).^2)' },
] as const;

test.each(CHANGES)('the light bulb: $what', async ({ what, at, title, becomes }) => {
  const { vscode } = editor;
  await vscode.show(DRAFT);
  if (at.includes('«')) {
    await vscode.select(DRAFT, at);
    await vscode.lightBulb(title);
  } else await vscode.lightBulbAt(DRAFT, at, title);
  await vscode.screenshot(`change ${what}`);
  await vscode.choose(title);
  await until(becomes, async () => (await vscode.textOf(DRAFT)).includes(becomes));
});

test('formatting: a line as it is finished, and the whole file', async () => {
  const { vscode } = editor;
  await vscode.show(ROUGH);
  await vscode.cursorAt(ROUGH, 'X*w-y )^2¦');
  await vscode.page.keyboard.press('Enter');
  await until('the finished line', async () => (await vscode.textOf(ROUGH)).includes('f = 1/2*norm2(X*w - y)^2\n'));
  expect(await vscode.textOf(ROUGH)).toContain('gradient   f');
  await vscode.command('Format Document');
  await until('the file', async () => (await vscode.textOf(ROUGH)) === 'X : matrix(n, d); w : vector(d); y : vector(n)\nf = 1/2*norm2(X*w - y)^2\n\ngradient f wrt w\n');
  await vscode.screenshot('formatted');
});

test('matrix, vector, scalar, dimension and function differ in colour, in every theme', async () => {
  const { vscode } = editor;
  const words = { matrix: 'X', vector: 'w', scalar: 'a', dimension: 'n', function: 'norm2', keyword: 'gradient' };
  await vscode.show(DRAFT);
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] as const) {
    await vscode.setTheme(theme);
    let colours: readonly (string | undefined)[] = [];
    await until('six colours', async () => {
      const found = await vscode.coloursOf(Object.values(words));
      colours = Object.values(words).map((word) => found.get(word));
      return new Set(colours).size === 6;
    }).catch(() => expect.fail(`${theme}: ${Object.keys(words).map((word, i) => `${word} ${colours[i] ?? '?'}`).join(', ')}`));
    await vscode.screenshot(`colours-${theme}`);
  }
  await vscode.setTheme('dark');
});
