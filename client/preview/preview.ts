/** The page of the preview: receives what to show, shows it, and says what the reader does. */
import type { DerivationView } from '../../protocol/derivation';
import type { FromPage, PreviewState, ToPage } from '../../protocol/preview';
import { type CodeSection, codeSection } from './code';
import { derivation } from './derivation';
import { button, element } from './element';
import { rasterise } from './raster';
import { tabs } from './tabs';

interface Host { postMessage(message: FromPage): void; getState(): PreviewState | undefined; setState(state: PreviewState): void }
declare const acquireVsCodeApi: () => Host;

const host = acquireVsCodeApi();
const post = (message: FromPage): void => { host.postMessage(message); };

const kept = host.getState();
let state: PreviewState = kept ?? { pinned: false, zoom: 1, scroll: 0 };
const keep = (change: Partial<PreviewState>): void => { state = { ...state, ...change }; host.setState(state); };

const ZOOM = { smallest: 0.6, largest: 2.4, step: 1.15 } as const;

// What stays while derivations come and go
const title = element('h1', {});
const file = button('Show in the editor', { class: 'file' }, () => { post({ type: 'reveal' }); });
const pin = button('Pin: stay here while the cursor moves', { class: 'pin', 'aria-pressed': 'false' }, () => { setPinned(!state.pinned); post({ type: 'pin', pinned: state.pinned }); }, 'Pin');
const spoken = element('div', { class: 'said', role: 'status', 'aria-live': 'polite' });
const notice = element('p', { class: 'notice', hidden: true });
const main = element('main', {});
const header = element('header', {},
  element('div', { class: 'title' }, title, file),
  element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Derivation' },
    button('Copy the result as LaTeX', {}, () => { post({ type: 'copy', format: 'latex', extent: 'result' }); }, 'LaTeX'),
    button('Copy the whole derivation as Markdown', {}, () => { post({ type: 'copy', format: 'markdown', extent: 'derivation' }); }, 'Markdown'),
    button('Save as LaTeX, Markdown, HTML, SVG or PNG', {}, () => { post({ type: 'export' }); }, 'Export'),
    button('Smaller', {}, () => { setZoom(state.zoom / ZOOM.step); }, '−'),
    button('Larger', {}, () => { setZoom(state.zoom * ZOOM.step); }, '+'),
    pin),
  notice);
document.body.append(header, main, spoken);

let code: CodeSection | undefined;
let shownId: string | undefined;

function setPinned(pinned: boolean): void {
  keep({ pinned });
  pin.setAttribute('aria-pressed', String(pinned));
}

function setZoom(zoom: number): void {
  keep({ zoom: Math.min(ZOOM.largest, Math.max(ZOOM.smallest, zoom)) });
  document.documentElement.style.fontSize = `${100 * state.zoom}%`;
}

/** The place of the keyboard, by a name that survives the exchange of the elements. */
const nameOf = (node: Element | null): string | undefined => (node?.id !== undefined && node.id !== '' ? `#${CSS.escape(node.id)}` : node instanceof HTMLElement && node.dataset['keep'] !== undefined ? `[data-keep="${node.dataset['keep']}"]` : undefined);

function show(view: DerivationView): void {
  const same = view.id === shownId;
  const scroll = same ? window.scrollY : shownId === undefined ? state.scroll : 0;
  const focus = nameOf(document.activeElement);
  const chosen = code?.chosen();
  const before = chosen === undefined ? (state.target === undefined ? undefined : { target: state.target, source: '' }) : same ? chosen : { ...chosen, source: '' };
  shownId = view.id;

  title.textContent = view.title;
  code = codeSection(view, before, (message) => { if (message.type === 'code') keep({ target: message.target }); post(message); });
  // One exchange of everything: the browser paints once, so nothing flickers.
  main.replaceChildren(...[tabs(view, (form) => { post({ type: 'form', form }); }), derivation(view, (range) => { post({ type: 'reveal', range }); }), code?.section].filter((part) => part !== undefined));
  if (focus !== undefined) document.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  window.scrollTo(0, scroll);
}

function receive(message: ToPage): void {
  document.body.classList.toggle('loading', message.type === 'loading');
  switch (message.type) {
    case 'loading': return;
    case 'show':
      document.body.classList.remove('outdated', 'empty');
      notice.hidden = true;
      file.textContent = message.file;
      file.hidden = message.subject.kind !== 'place';
      setPinned(message.pinned);
      show(message.view);
      keep({ subject: message.subject, form: message.view.form });
      return;
    case 'empty':
      document.body.classList.toggle('outdated', message.outdated);
      document.body.classList.toggle('empty', !message.outdated);
      notice.hidden = false;
      notice.textContent = message.message;
      setPinned(message.pinned);
      if (!message.outdated) {
        title.textContent = '';
        file.hidden = true;
        main.replaceChildren();
        [code, shownId] = [undefined, undefined];
      }
      return;
    case 'code': code?.receive(message.answer, message.target, message.wrt); return;
    case 'rasterise': void rasterise(message).then((base64) => { post({ type: 'png', base64 }); }); return;
    case 'said':
      spoken.textContent = message.text;
      // From the start, also when the words before are still fading.
      for (const animation of spoken.getAnimations()) animation.cancel();
      spoken.classList.remove('fading');
      requestAnimationFrame(() => { spoken.classList.add('fading'); });
      return;
  }
}

const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => { setZoom(state.zoom * ZOOM.step); },
  '-': () => { setZoom(state.zoom / ZOOM.step); },
  '0': () => { setZoom(1); },
  'p': () => { pin.click(); },
};
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
  KEYS[event.key]?.();
});
document.addEventListener('scroll', () => { keep({ scroll: window.scrollY }); }, { passive: true });
window.addEventListener('message', (event: MessageEvent<ToPage>) => { receive(event.data); });

setZoom(state.zoom);
setPinned(state.pinned);
post({ type: 'ready', ...(kept === undefined ? {} : { state: kept }) });
