/**
 * Drives a real VS Code in a headless Chromium. Every helper waits for what it is about to use (never for a time), and a test that
 * fails leaves a screenshot under test-results/.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { startEmbedded } from '../../scripts/embedded.mjs';
import { ROOT } from '../../scripts/steps.mjs';
import { launchBrowser } from './browser';
import { webpOf } from './pictures';
import { ATTEMPT, PATIENCE, done, inTime, plain, until } from './until';

const RESULTS = join(ROOT, 'test-results');
const PICTURES = join(ROOT, 'docs/pictures');
const SIZE = { width: 1280, height: 800 };
/** The height of the tabs above an editor, and the room that a picture leaves around an element. */
const [TABS, ROOM] = [35, 12];
/** A key without any answer for so long was pressed before somebody listened. */
const UNHEARD = 10_000;
/** `name` in the settings, `label` in the list of themes. */
export const THEMES = {
  dark:          { name: 'Dark Modern',                 label: 'Dark Modern',         on: '.monaco-workbench.vs-dark' },
  light:         { name: 'Light Modern',                label: 'Light Modern',        on: '.monaco-workbench.vs' },
  contrast:      { name: 'Default High Contrast',       label: 'Dark High Contrast',  on: '.monaco-workbench.hc-black' },
  contrastLight: { name: 'Default High Contrast Light', label: 'Light High Contrast', on: '.monaco-workbench.hc-light' },
} as const;
export type Theme = keyof typeof THEMES;

const SETTINGS = {
  'editor.hover.delay': 100, 'editor.hover.sticky': true, 'editor.minimap.enabled': false, 'editor.accessibilitySupport': 'off',
  'editor.fontFamily': 'DejaVu Sans Mono', 'files.autoSave': 'off', 'workbench.editor.enablePreview': false, 'files.exclude': { '**/__pycache__': true },
  'workbench.activityBar.location': 'hidden', 'breadcrumbs.enabled': false, 'window.commandCenter': false, 'workbench.layoutControl.enabled': false,
};

export class Workbench {
  private constructor(
    /** A copy of examples/ that the test may change. */
    readonly folder: string,
    readonly page: Page,
    /** The folder of everything that this editor writes; its processes have it among their arguments. */
    readonly data: string,
    private readonly editor: Awaited<ReturnType<typeof startEmbedded>>,
    private readonly browser: Browser,
  ) {}

  /** Installs the packaged extension into a fresh VS Code and opens a page on a copy of `from`. */
  static async start(options: { readonly vsix: readonly string[]; readonly from: string; readonly settings?: Record<string, unknown> }): Promise<Workbench> {
    const data = await mkdtemp(join(tmpdir(), 'mcalc-editor-'));
    const folder = join(data, 'examples');
    await cp(options.from, folder, { recursive: true });
    await mkdir(RESULTS, { recursive: true });
    const settings = { ...SETTINGS, 'workbench.colorTheme': THEMES.dark.name, ...options.settings };
    const editor = await startEmbedded({ data, vsix: options.vsix, settings, port: 0 });
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 2, permissions: ['clipboard-read', 'clipboard-write'] });
    context.setDefaultTimeout(PATIENCE);
    return new Workbench(folder, await context.newPage(), data, editor, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.editor.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  async screenshot(name: string): Promise<void> {
    // A picture waits for its letters: every frame's fonts that were asked for are there. (A frame may go while it is asked.)
    await Promise.all(this.page.frames().map((frame) => frame.evaluate(() => document.fonts.ready.then(() => undefined)).catch(() => undefined)));
    await this.page.screenshot({ path: join(RESULTS, `${name}.png`) });
  }

  /** A picture for the README, small enough to travel in the package: the editors from their tabs down, or an element with some room around it. */
  async picture(name: string, part: { readonly width: number; readonly height: number } | Locator): Promise<void> {
    const box = await ('width' in part ? this.page.locator('.part.editor') : part).boundingBox();
    if (box === null) throw new Error(`nothing to take ${name} of`);
    const clip = 'width' in part ? { x: box.x, y: box.y + TABS, width: Math.min(part.width, box.width), height: part.height } : { x: box.x - ROOM, y: box.y - ROOM, width: box.width + 2 * ROOM, height: box.height + 2 * ROOM };
    const png = await this.page.screenshot({ clip });
    await mkdir(PICTURES, { recursive: true });
    await writeFile(join(PICTURES, `${name}.webp`), await webpOf(png, this.page.context()));
  }

  // Files

  /** Opens one file of the folder in a fresh window. `folder`: the same folder as another file system has it. */
  async open(file: string, folder = this.folder): Promise<void> {
    await this.page.goto(this.editor.address(folder, [`${folder}/${file}`]));
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 2 * PATIENCE });
    await this.page.locator('.tab.active', { hasText: basename(file) }).first().waitFor();
    // The text is coloured once the extension host has loaded the grammars: then commands and hovers are at hand too.
    await this.page.locator('.statusbar-item', { hasText: /Ln \d/ }).first().waitFor();
  }

  /** Opens one more file in the window that is there, or shows it again: no new window, so it takes no time. */
  async show(file: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input').first();
    await until(`${file} to be shown`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+P');
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: basename(file) }).first();
      return done(box.fill(file, ATTEMPT).then(() => row.click(ATTEMPT)));
    });
    await this.page.locator('.tab.active', { hasText: basename(file) }).first().waitFor();
  }

  /**
   * Goes to another window and comes back, as far as VS Code can tell. It then writes down at once what it would otherwise write when it
   * is idle and has the focus, which no test can wait for.
   */
  async lookAway(): Promise<void> {
    await this.page.evaluate(async () => {
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
      window.dispatchEvent(new FocusEvent('blur'));
      // A window that gets the focus back within the same turn has not lost it for VS Code.
      await new Promise((resolve) => setTimeout(resolve, 0));
      await new Promise((resolve) => setTimeout(resolve, 0));
      Reflect.deleteProperty(document, 'hasFocus');
      window.dispatchEvent(new FocusEvent('focus'));
    });
  }

  /** Opens the folder again, with the editors that were open. */
  async reload(): Promise<void> {
    await this.page.goto(this.editor.address(this.folder, []));
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 2 * PATIENCE });
  }

  /** The text of a file as the editor has it now: saves it if it was changed (and only then: a reader could meet a file half written). */
  async textOf(file: string): Promise<string> {
    const dirty = this.page.locator('.tab.active.dirty');
    if (await dirty.count() > 0) {
      // Again and again: an edit of the language server may come behind a save.
      await until(`${file} to be saved`, async () => {
        await this.focusText();
        await this.page.keyboard.press('Control+S');
        return done(dirty.waitFor({ state: 'hidden', ...ATTEMPT }));
      });
    }
    return readFile(join(this.folder, file), 'utf8');
  }

  /** The lines on the screen, with inlay hints and lenses among them. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.monaco-editor .view-lines .view-line').evaluateAll((nodes) =>
      nodes.map((node) => ({ top: node.getBoundingClientRect().top, text: node.textContent })).sort((a, b) => a.top - b.top).map((line) => line.text));
    return plain(lines.join('\n'));
  }

  /** The colour of each of the words that stand by themselves on the screen. */
  async coloursOf(words: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(await this.page.locator('.editor-instance .view-line span span').evaluateAll((spans, wanted) =>
      spans.map((span): [string, string] => [span.textContent.trim(), getComputedStyle(span).color]).filter(([word]) => wanted.includes(word)).reverse(), words));
  }

  // The cursor

  private async focusText(): Promise<void> {
    await this.page.keyboard.press('Escape');
    // The first group of editors: a panel beside it may have the keyboard.
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor').first().evaluate((node) => node.querySelector<HTMLElement>('.native-edit-context, textarea.inputarea')?.focus());
  }

  /** Puts the cursor at `¦` in `context`, a piece of the file's text that occurs once from its start on. */
  async cursorAt(file: string, context: string): Promise<void> {
    const mark = context.indexOf('¦');
    const text = await this.textOf(file);
    const at = text.indexOf(context.replace('¦', ''));
    if (at < 0) throw new Error(`${file} has no ${context}`);
    const before = text.slice(0, at + Math.max(mark, 0)).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const box = this.page.locator('.quick-input-widget input').first();
    const position = this.page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${String(line)}, Col ${String(column)}(?!\\d)`) }).first();
    // Again and again: a click into a panel brings the keyboard there a little later, and the box may open before it has its text.
    await until(`the cursor at ${context}`, async () => {
      await this.focusText();
      await this.page.keyboard.press('Control+G');
      const gone = await done(box.fill(`:${String(line)}:${String(column)}`, ATTEMPT).then(() => box.press('Enter', ATTEMPT)).then(() => position.waitFor(ATTEMPT)));
      await this.focusText();
      return gone;
    });
  }

  /** Selects what stands between `«` and `»` in `context`, on one line. */
  async select(file: string, context: string): Promise<void> {
    const [before = '', selected = '', after = ''] = context.split(/[«»]/);
    await until(`the selection of ${selected}`, async () => {
      await this.cursorAt(file, `${before}¦${selected}${after}`);
      for (let i = 0; i < selected.length; i++) await this.page.keyboard.press('Shift+ArrowRight');
      return done(this.page.locator('.statusbar-item', { hasText: `(${String(selected.length)} selected)` }).first().waitFor(ATTEMPT));
    });
  }

  // What the editor shows

  /** Shows the hover at `¦` once `ready` is satisfied with it. */
  async hoverAt(file: string, context: string, ready: (hover: Locator) => Promise<boolean>): Promise<Locator> {
    await this.cursorAt(file, context);
    return this.hover(ready);
  }

  /** The same where the cursor is. Hovers come and go while a server starts, so it asks again. */
  async hover(ready: (hover: Locator) => Promise<boolean>): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:not(.hidden):not(.fade-in.hidden)').filter({ has: this.page.locator('.hover-contents') }).first();
    await this.page.mouse.move(5, 5);
    await until('the hover', async () => {
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      const seen = await done(inTime(until('', async () => await hover.isVisible() && await ready(hover))));
      if (!seen) await this.page.keyboard.press('Escape');
      return seen;
    });
    return hover;
  }

  /** Runs a command of the palette by its whole title. */
  async command(title: string): Promise<void> {
    await this.startCommand(title);
    await this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  }

  /** The same for a command that goes on in the box it was chosen in. */
  async startCommand(title: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input').first();
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    // Opened again at each attempt: the list holds the commands that applied when it was opened, and a page that has just come (the
    // walkthrough) takes the focus, which closes the box at any moment.
    await until(`the command ${title}`, async () => {
      await this.page.keyboard.press('F1');
      const chosen = await done(box.fill(`>${title}`, ATTEMPT).then(() => row.click(ATTEMPT)));
      if (!chosen) await this.page.keyboard.press('Escape');
      return chosen;
    });
  }

  /** The titles behind the light bulb at `¦`, once one of them contains `wanted`. Leaves the menu open. */
  async lightBulbAt(file: string, context: string, wanted: string): Promise<readonly string[]> {
    await this.cursorAt(file, context);
    return this.lightBulb(wanted);
  }

  /** The same at the cursor or selection that is there. */
  async lightBulb(wanted: string): Promise<readonly string[]> {
    const widget = this.page.locator('.action-widget').first();
    const none = this.page.locator('.monaco-editor-overlaymessage', { hasText: 'No ' });
    return until(`the action ${wanted}`, async () => {
      // Until there is an answer the key is not pressed again: in a list that has come meanwhile it takes the first action. While the
      // editor is starting it may go unheard.
      await this.page.keyboard.press('Control+.');
      if (!await done(widget.or(none).first().waitFor({ timeout: UNHEARD }))) return undefined;
      const titles = (await widget.locator('.monaco-list-row.action .title').allInnerTexts()).map(plain);
      if (titles.some((title) => title.includes(wanted))) return titles;
      await this.page.keyboard.press('Escape');
      await widget.or(none).first().waitFor({ state: 'hidden' });
      return undefined;
    });
  }

  /** Chooses an action of the open menu. */
  async choose(title: string): Promise<void> {
    const widget = this.page.locator('.action-widget').first();
    await widget.locator('.monaco-list-row.action', { hasText: title }).first().click();
    await widget.waitFor({ state: 'hidden' });
  }

  /** The messages in the Problems view, once there are any. */
  async problems(): Promise<readonly string[]> {
    await this.command('View: Focus Problems');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    return until('a problem in the Problems view', async () => {
      const texts = (await rows.allInnerTexts()).map(plain);
      return texts.length > 0 && texts;
    });
  }

  /** The page inside a webview, once it satisfies `ready`. */
  async webview(ready: (frame: Frame) => Promise<boolean>): Promise<Frame> {
    return until('the webview', async () => {
      for (const frame of this.page.frames()) {
        if (frame.url().includes('vscode-webview') || frame.name() !== '' || frame.parentFrame() !== null) {
          if (await ready(frame).catch(() => false)) return frame;
        }
      }
      return undefined;
    });
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Switches the theme while the window is open, as a user does: by the list of themes. */
  async setTheme(theme: Theme): Promise<void> {
    const { name, label, on } = THEMES[theme];
    // The list moves while it is typed into and shows each theme at once: a click may miss.
    await until(`the theme ${label}`, async () => {
      await this.startCommand('Preferences: Color Theme');
      const box = this.page.locator('.quick-input-widget input').first();
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
      const chosen = await done(box.fill(label, ATTEMPT).then(() => row.click(ATTEMPT)));
      if (!chosen) await this.page.keyboard.press('Escape');
      return chosen;
    });
    await this.page.locator(on).first().waitFor();
    // A window that is left before the choice is written forgets it.
    await until(`${name} in the settings`, async () => (await readFile(join(this.data, 'user/User/settings.json'), 'utf8')).includes(`"${name}"`));
  }
}
