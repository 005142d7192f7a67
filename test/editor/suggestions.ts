/** The list of suggestions: it is filled anew while one types, and then closes at the key that would have taken something from it. */
import { ATTEMPT, done, until } from './until';
import type { Workbench } from './vscode';

/** Waits until the suggestion is on the screen, and is the one that Enter would take. A list that did not come is asked for. */
export const suggested = ({ page }: Workbench, label: string): Promise<unknown> => until(`the suggestion ${label}`, async () => {
  const list = page.locator('.suggest-widget.visible');
  const focused = list.locator('.monaco-list-row.focused .label-name');
  // Asked for while it is there it would show details instead.
  if (!await done(list.waitFor(ATTEMPT))) await page.keyboard.press('Control+Space');
  return await focused.count() === 1 && await focused.innerText(ATTEMPT).catch(() => '') === label;
});

/** Takes it. While the list is being filled anew Enter closes it: then it is opened again. */
export const take = (vscode: Workbench, label: string, written: string): Promise<unknown> => until(`${written} in place of ${label}`, async () => {
  const { page } = vscode;
  await suggested(vscode, label);
  await page.keyboard.press('Enter');
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  if (await done(until(written, async () => (await vscode.visibleText()).includes(written), ATTEMPT.timeout))) return true;
  await page.keyboard.press('Control+Space');
  return false;
});
