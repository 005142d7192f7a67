/** The page of the preview as it is bundled, in a Chromium of its own: no editor around it, the same policy on it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { previewPage } from '../../client/src/previewPage';
import type { FromPage, PreviewState, ToPage } from '../../protocol/preview';
import { ROOT } from '../../scripts/steps.mjs';

const ORIGIN = 'http://preview.test';
const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', woff2: 'font/woff2' };

export interface PreviewPage {
  readonly page: Page;
  readonly send: (message: ToPage) => Promise<void>;
  /** What the page has said so far. */
  readonly said: () => Promise<readonly FromPage[]>;
  readonly state: () => Promise<PreviewState | undefined>;
  /** What the policy of the page refused. */
  readonly violations: () => Promise<readonly string[]>;
}

export interface Around {
  /** What the page kept from before. */
  readonly state?: PreviewState;
  /** Declarations of the theme's variables, and the class that says its kind. */
  readonly theme?: { readonly variables: string; readonly kind: string };
  readonly width?: number;
  readonly height?: number;
  readonly density?: number;
}

/** The variables that the style sheet cannot do without, as VS Code's dark theme has them. */
const DARK = {
  kind: 'vscode-dark',
  variables: '--vscode-editor-foreground: #ccc; --vscode-editor-background: #1f1f1f; --vscode-descriptionForeground: #9d9d9d; --vscode-focusBorder: #0078d4; --vscode-charts-blue: #59a4f9; --vscode-charts-red: #f85149; --vscode-charts-green: #89d185; --vscode-font-family: sans-serif; --vscode-editor-font-family: monospace',
};

interface Kept { messages: FromPage[]; state: PreviewState | undefined; violations: string[] }

/** Opens the page; it has said that it is ready. */
export async function openPreview(browser: Browser, { state, theme = DARK, width = 640, height = 900, density = 1 }: Around = {}): Promise<PreviewPage> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: density });
  const nonce = 'test';
  const body = previewPage({ cspSource: ORIGIN, nonce, scripts: [`${ORIGIN}/dist/katex.js`, `${ORIGIN}/dist/preview.js`], styles: [`${ORIGIN}/dist/katex.css`, `${ORIGIN}/preview.css`] });
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body });
    else await route.fulfill({ contentType: TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain', body: await readFile(join(ROOT, 'media', pathname)) });
  });
  await page.addInitScript((before) => {
    const kept: Kept = { messages: [], state: before.state, violations: [] };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => { kept.violations.push(`${violatedDirective} ${sample}`); });
    Object.assign(window, {
      kept,
      acquireVsCodeApi: () => ({ postMessage: (message: FromPage) => { kept.messages.push(message); }, getState: () => kept.state, setState: (next: PreviewState) => { kept.state = next; } }),
    });
    document.addEventListener('DOMContentLoaded', () => {
      for (const declaration of before.variables.split(';')) {
        const colon = declaration.indexOf(':');
        if (colon > 0) document.documentElement.style.setProperty(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
      }
      document.body.className = before.kind;
    });
  }, { state, ...theme });
  await page.goto(`${ORIGIN}/`);
  const kept = <T>(of: (kept: Kept) => T): Promise<T> => page.evaluate<T>(`(${of.toString()})(window.kept)`);
  return {
    page,
    send: (message) => page.evaluate((data) => { window.dispatchEvent(new MessageEvent('message', { data })); }, message),
    said: () => kept(({ messages }) => messages), state: () => kept(({ state: now }) => now), violations: () => kept(({ violations }) => violations),
  };
}
