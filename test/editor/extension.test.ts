/** The extension around the language: the walkthrough, the status item, commands where they apply and nowhere else, a server that crashes. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import manifest from '../../package.json';
import { editorFor } from './suite';
import { ATTEMPT, done, plain, until } from './until';
import type { Theme } from './vscode';

const FIT = 'fit.py';
const PLAIN = 'plain.txt';
const [WALKTHROUGH] = manifest.contributes.walkthroughs;

const editor = editorFor({
  files: {
    [PLAIN]: 'Nothing to derive here.\n',
    [FIT]: `# mcalc: X : matrix(n, d); w : vector(d); y : vector(n)
#   f = norm2(X*w - y)^2
#   gradient f wrt w
#   check gradient f wrt w == 2*X'*(X*w - y)
`,
  },
});

const status = (text: RegExp) => editor.vscode.page.locator('.statusbar-item', { hasText: text }).first();

/** Waits until the palette offers these commands of the extension and no others. */
async function offers(wanted: readonly string[]): Promise<void> {
  const { page } = editor.vscode;
  const rows = page.locator('.quick-input-list .monaco-list-row .label-name');
  let offered: readonly string[] = [];
  await until('the palette', async () => {
    await page.keyboard.press('F1');
    // “Show Output” is always among them.
    const listed = await done(page.locator('.quick-input-widget input').first().fill('>mcalc: ', ATTEMPT).then(() => rows.filter({ hasText: 'mcalc: Show Output' }).first().waitFor(ATTEMPT)));
    if (listed) offered = (await rows.allInnerTexts()).map(plain).filter((label) => label.startsWith('mcalc: ')).map((label) => label.slice('mcalc: '.length)).sort();
    await page.keyboard.press('Escape');
    return listed && offered.join() === [...wanted].sort().join();
  }).catch(() => { expect(offered).toEqual([...wanted].sort()); });
}

test('a file without mcalc text has commands that open, and none that need a query', async () => {
  await editor.vscode.show(PLAIN);
  await offers(['Open a Sample', 'Restart Server', 'Show Output']);
});

test('the status item says what holds and what does not, and leads to it', async () => {
  const { vscode } = editor;
  await vscode.show(FIT);
  await status(/mcalc 2/).waitFor();
  await vscode.cursorAt(FIT, "== ¦2*X'");
  await vscode.page.keyboard.press('Delete');
  await vscode.page.keyboard.type('3');
  await status(/mcalc 1 of 2 fails/).waitFor();
  await status(/mcalc 1 of 2 fails/).click();
  const claim = vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'check gradient f' }).first();
  await claim.waitFor();
  expect(plain(await claim.innerText())).toContain('check failed: the right side is 3/2 times the gradient');
  await vscode.screenshot('status');
  await vscode.page.keyboard.press('Escape');
  await offers(manifest.contributes.commands.map(({ title }) => title).filter((title) => title !== 'Derive Selection'));
});

test('a server that dies is started again and knows what was not saved', async () => {
  const { vscode } = editor;
  await vscode.cursorAt(FIT, '#   f = ¦norm2');
  await vscode.page.keyboard.type('7*');
  const servers = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n').filter((line) => line.includes('dist/server.js') && line.includes(vscode.data)).map((line) => Number.parseInt(line, 10));
  expect(servers).toHaveLength(1);
  for (const pid of servers) process.kill(pid, 'SIGKILL');
  await vscode.page.keyboard.type('11*');
  await vscode.page.keyboard.press('ArrowDown');
  // About the text on the screen, not that of the file.
  await vscode.hover(async (hover) => (await hover.innerText(ATTEMPT)).includes('154'));
  expect(await vscode.page.locator('.tab.active.dirty').count()).toBe(1);
  await vscode.screenshot('restarted');
});

test('the walkthrough: each step is ticked off by doing it, the last by a first inserted gradient', async () => {
  const { vscode } = editor;
  const { page } = vscode;
  // Saved, so that nobody is asked about it.
  await vscode.textOf(FIT);
  await vscode.command('View: Close All Editors');
  await vscode.startCommand('Welcome: Open Walkthrough');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: WALKTHROUGH?.title ?? '' }).first().click();
  const step = (id: string) => page.locator(`[data-step-id$="#${id}"]`).first();
  // VS Code's page may go back to its list of walkthroughs when it is laid out anew; its steps are disabled then, and still there.
  const onPage = () => until('the walkthrough', async () => {
    if (await step('state').isEnabled()) return true;
    await page.locator('.getting-started-category', { hasText: WALKTHROUGH?.title ?? '' }).first().click(ATTEMPT).catch(() => undefined);
    return false;
  });
  const done = (id: string) => until(`the step ${id} to be ticked off`, async () => {
    await onPage();
    return await step(id).getAttribute('aria-checked') === 'true';
  });
  const press = async (id: string, button: string) => {
    await onPage();
    if (await step(id).getAttribute('aria-expanded') !== 'true') await step(id).click();
    await step(id).locator('.monaco-button', { hasText: button }).first().click();
  };
  await step('state').waitFor();
  for (const theme of ['light', 'contrast', 'contrastLight', 'dark'] as const satisfies readonly Theme[]) {
    await vscode.setTheme(theme);
    await onPage();
    await until('the picture', async () => (await vscode.webview(async (frame) => await frame.locator('svg[role=img]').isVisible())) !== undefined);
    await vscode.screenshot(`walkthrough-${theme}`);
  }

  await press('state', 'Open a Sample');
  await done('state');
  const sample = page.locator('.editor-instance .monaco-editor[data-uri^="untitled"]');
  await sample.locator('.codelens-decoration', { hasText: '✓' }).first().waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover .hover-contents img').first().waitFor();
  await done('read');
  await vscode.screenshot('walkthrough-read');

  await press('derive', 'Open Derivation');
  await vscode.webview(async (frame) => await frame.locator('.derivation .katex').count() > 2);
  await done('derive');
  await vscode.screenshot('walkthrough-derive');

  await press('claim', 'Check All Results and Claims');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'check gradient f' }).first().click();
  await done('claim');

  // Python has several libraries: which one is asked once.
  await press('insert', 'Insert Derivative as Code');
  const library = page.locator('.quick-input-list .monaco-list-row', { hasText: 'NumPy' }).first();
  await library.waitFor();
  await vscode.screenshot('library');
  await library.click();
  await sample.locator('.view-line', { hasText: 'def grad_f' }).first().waitFor();
  await done('insert');
  await vscode.screenshot('walkthrough-insert');
});
