/** The page of the preview: receives what to show, shows it, and says what the reader does. */
import type { DerivationView, Form } from '../../protocol/derivation';
import { type FromPage, type PreviewState, type ToPage, queryKey } from '../../protocol/preview';
import { codePart } from './code';
import { copying } from './copying';
import { derivationPart } from './derivation';
import { button, element } from './element';
import { figuresPart } from './figures';
import { showShapes } from './math';
import { setText } from './part';
import { rasterise } from './raster';
import { tabsPart } from './tabs';

interface Host { postMessage(message: FromPage): void; getState(): PreviewState | undefined; setState(state: PreviewState): void }
declare const acquireVsCodeApi: () => Host;

const host = acquireVsCodeApi();
const post = (message: FromPage): void => { host.postMessage(message); };

const kept = host.getState();
let state: PreviewState = { forms: {}, pinned: false, shapes: false, open: [], zoom: 1, scroll: 0, ...kept };
const keep = (change: Partial<PreviewState>): void => { state = { ...state, ...change }; host.setState(state); };

const ZOOM = { smallest: 0.6, largest: 2.4, step: 1.15 } as const;

// Everything on the page is made once; what it shows changes.
const title = element('h1', {});
const file = button('Show in the editor', { class: 'file' }, () => { post({ type: 'reveal' }); });
const shapes = button('Shapes below the operands', { 'aria-pressed': 'false' }, () => { setShapes(!state.shapes); }, 'Shapes');
const pin = button('Pin: stay here while the cursor moves', { class: 'pin', 'aria-pressed': 'false' }, () => { setPinned(!state.pinned); post({ type: 'pin', pinned: state.pinned }); }, 'Pin');
const spoken = element('div', { class: 'said', role: 'status', 'aria-live': 'polite' });
const pictures = copying(post, say);
const notice = element('p', { class: 'notice', hidden: true });
const header = element('header', {},
  element('div', { class: 'title' }, title, file),
  element('div', { class: 'tools view', role: 'toolbar', 'aria-label': 'View' },
    button('Smaller', {}, () => { setZoom(state.zoom / ZOOM.step); }, '−'),
    button('Larger', {}, () => { setZoom(state.zoom * ZOOM.step); }, '+'),
    pin),
  element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Derivation' },
    shapes,
    element('span', { class: 'copies', role: 'group', 'aria-label': 'Copy as' }, 'Copy as',
      button('Copy the result as LaTeX', {}, () => { post({ type: 'copy', format: 'latex', extent: 'result' }); }, 'LaTeX'),
      button('Copy the whole derivation as Markdown', {}, () => { post({ type: 'copy', format: 'markdown', extent: 'derivation' }); }, 'Markdown'),
      button('Copy the result as an SVG picture', {}, () => { void pictures.copy({ of: 'result', format: 'svg' }); }, 'SVG'),
      button('Copy the result as a PNG picture', {}, () => { void pictures.copy({ of: 'result', format: 'png' }); }, 'PNG')),
    button('Save as LaTeX, Markdown, HTML, SVG or PNG', {}, () => { post({ type: 'export' }); }, 'Export')),
  notice);
const tabs = tabsPart((form) => {
  if (state.subject !== undefined && shownId !== undefined) keep({ forms: withChoice(state.forms, queryKey(state.subject, shownId), form) });
  post({ type: 'form', form });
});
const derivation = derivationPart((range) => { post({ type: 'reveal', range }); });
const code = codePart(state.target, (target) => { keep({ target }); }, post);
const figures = figuresPart(state.open, (open) => { keep({ open }); }, pictures.copy, post);
const main = element('main', { hidden: true }, tabs.element, derivation.element, code.element, figures.element);
document.body.append(header, main, spoken);

let shownId: string | undefined;

/** Choices remembered: some pages of notes. */
const REMEMBERED = 100;
const withChoice = (forms: PreviewState['forms'], query: string, form: Form): PreviewState['forms'] => Object.fromEntries([...Object.entries(forms).filter(([other]) => other !== query), [query, form] as const].slice(-REMEMBERED));

function setPinned(pinned: boolean): void {
  keep({ pinned });
  pin.setAttribute('aria-pressed', String(pinned));
}

function setShapes(wanted: boolean): void {
  keep({ shapes: wanted });
  shapes.setAttribute('aria-pressed', String(wanted));
  showShapes(wanted);
}

function setZoom(zoom: number): void {
  keep({ zoom: Math.min(ZOOM.largest, Math.max(ZOOM.smallest, zoom)) });
  document.documentElement.style.fontSize = `${100 * state.zoom}%`;
}

/** A short confirmation that fades by itself. */
function say(text: string): void {
  spoken.textContent = text;
  // From the start, also when the words before are still fading.
  for (const animation of spoken.getAnimations()) animation.cancel();
  spoken.classList.remove('fading');
  requestAnimationFrame(() => { spoken.classList.add('fading'); });
}

function show(view: DerivationView): void {
  // The first thing shown after a reload is where the reader was; another query starts at its top.
  const scroll = view.id === shownId ? window.scrollY : shownId === undefined ? state.scroll : 0;
  shownId = view.id;
  setText(title, view.title);
  for (const part of [tabs, derivation, code, figures]) part.show(view);
  main.hidden = false;
  window.scrollTo(0, scroll);
}

function receive(message: ToPage): void {
  document.body.classList.toggle('loading', message.type === 'loading');
  switch (message.type) {
    case 'loading': return;
    case 'show':
      document.body.classList.remove('outdated', 'empty');
      notice.hidden = true;
      setText(file, message.file);
      file.hidden = message.subject.kind !== 'place';
      setPinned(message.pinned);
      show(message.view);
      keep({ subject: message.subject });
      return;
    case 'empty':
      document.body.classList.toggle('outdated', message.outdated);
      document.body.classList.toggle('empty', !message.outdated);
      notice.hidden = false;
      setText(notice, message.message);
      setPinned(message.pinned);
      if (!message.outdated) {
        setText(title, '');
        [file.hidden, main.hidden, shownId] = [true, true, undefined];
      }
      return;
    case 'code': code.receive(message); return;
    case 'figure': code.receive(message); figures.receive(message); return;
    case 'rasterise': void rasterise(message).then((base64) => { post({ type: 'png', base64 }); }); return;
    case 'picture': pictures.receive(message); return;
    case 'said': say(message.text); return;
  }
}

const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => { setZoom(state.zoom * ZOOM.step); },
  '-': () => { setZoom(state.zoom / ZOOM.step); },
  '0': () => { setZoom(1); },
  'p': () => { pin.click(); },
  's': () => { shapes.click(); },
};
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
  KEYS[event.key]?.();
});
document.addEventListener('scroll', () => { keep({ scroll: window.scrollY }); }, { passive: true });
window.addEventListener('message', (event: MessageEvent<ToPage>) => { receive(event.data); });

setZoom(state.zoom);
setPinned(state.pinned);
setShapes(state.shapes);
post({ type: 'ready', ...(kept === undefined ? {} : { state: kept }) });
