/** What is shown of a function besides its derivation, each behind a heading that opens it: asked for when it is open, and not before. */
import { type Figure, type FigureView, type GraphView, type StepSizesView } from '../../protocol/figures';
import type { DerivationView } from '../../protocol/derivation';
import type { Drawn, FromPage, PictureWish, ToPage } from '../../protocol/preview';
import { choice } from './choice';
import { button, element } from './element';
import { type Part, list, setText } from './part';

/** The figures that are pictures. */
export type Pictured = Extract<Figure, 'graph' | 'stepSizes'>;
type Answer = Extract<ToPage, { type: 'figure' }>;

interface Kind {
  readonly heading: string;
  /** How to read the picture. */
  readonly legend: (view: FigureView) => string;
  /** Whether it is about one variable. */
  readonly isOfOne: boolean;
  readonly table: (view: FigureView) => Table;
}
interface Table { readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

const NO_TABLE: Table = { caption: '', head: [], rows: [] };

const KINDS: Readonly<Record<Pictured, Kind>> = {
  graph: {
    heading: 'Computation graph', isOfOne: false,
    legend: (view) => (view.kind === 'graph' ? `Values run down the solid arrows. The dashed ones bring back the derivative of ${resultOf(view)}.${hasBars(view) ? ' A bar names a derivative: v̄ is that by v.' : ''}` : ''),
    table: (view) => (view.kind === 'graph' ? graphTable(view) : NO_TABLE),
  },
  stepSizes: {
    heading: 'Differences against the step', isOfOne: true,
    legend: (view) => (view.kind === 'stepSizes' ? `The derivative against difference quotients of the function, at a random point in a random direction${view.sizes === '' ? '' : `, ${view.sizes}`}. Large steps truncate, small ones round.` : ''),
    table: (view) => (view.kind === 'stepSizes' ? errorTable(view) : NO_TABLE),
  },
};
export const PICTURED = ['graph', 'stepSizes'] as const satisfies readonly Pictured[];

const resultOf = ({ nodes }: GraphView): string => nodes.find(({ kind }) => kind === 'result')?.name.text ?? 'the result';

/** Whether a cotangent is written with those behind it: `v̄`, an accent of its own in Unicode. */
const hasBars = ({ edges }: GraphView): boolean => edges.some(({ cotangent }) => cotangent?.text.includes('\u0304') === true);

function graphTable({ nodes, edges }: GraphView): Table {
  const name = (at: number): string => nodes[at]?.name.text ?? '';
  return {
    caption: 'The computation graph as a table', head: ['Value', 'Shape', 'Goes into', 'Comes back'],
    rows: nodes.map(({ formula, shape }, at) => {
      const out = edges.filter(({ from }) => from === at);
      return [formula.text, shape.text, out.map(({ to }) => name(to)).join(', '), out.flatMap(({ to, cotangent }) => (cotangent === undefined ? [] : [`${cotangent.text}${out.length > 1 ? ` from ${name(to)}` : ''}`])).join('; ')];
    }),
  };
}

const shown = (error: number | undefined): string => (error === undefined ? 'no value' : error.toExponential(1));

function errorTable({ errors }: StepSizesView): Table {
  return {
    caption: 'The errors as a table', head: ['Step', 'Forward', 'Central'],
    // Whole decades: the points between them are for the eye.
    rows: errors.filter((_, i) => i % 2 === 0).map(({ step, forward, central }) => [step.toExponential(0), shown(forward), shown(central)]),
  };
}

export interface FiguresPart extends Part<DerivationView> { readonly receive: (answer: Answer) => void }

type Copy = (wish: PictureWish) => Promise<void>;

/** `open`: those that were open before the page was loaded. */
export function figuresPart(open: readonly Figure[], opened: (open: readonly Figure[]) => void, copy: Copy, post: (message: FromPage) => void): FiguresPart {
  const isOpen = new Set<Figure>(open);
  const parts = PICTURED.map((figure) => figurePart(figure, isOpen.has(figure), (now) => {
    if (now) isOpen.add(figure); else isOpen.delete(figure);
    opened([...isOpen]);
  }, copy, post));
  return {
    element: element('div', {}, ...parts.map((part) => part.element)),
    show: (view) => { for (const part of parts) part.show(view); },
    receive: (answer) => { for (const part of parts) part.receive(answer); },
  };
}

const ZOOM = { smallest: 0.25, largest: 4, step: 1.25 } as const;

function figurePart(figure: Pictured, startsOpen: boolean, toggled: (isOpen: boolean) => void, copy: Copy, post: (message: FromPage) => void): FiguresPart {
  const { heading, legend, isOfOne, table } = KINDS[figure];
  const [headingId, bodyId] = [`heading-${figure}`, `body-${figure}`];
  let isOpen = startsOpen;
  let query: string | undefined;
  let zoom = 1;
  let natural = 0;
  let svg = '';

  const switcher = element('button', { type: 'button', 'aria-controls': bodyId, class: 'disclose' }, heading);
  const variables = choice('Variable', () => { ask(); });
  const [picture, words, refusal] = [element('div', { class: 'picture', tabindex: '0', role: 'group', 'aria-labelledby': headingId }), element('p', { class: 'legend' }), element('p', { class: 'refused' })];
  const copyAs = (format: PictureWish['format']): void => { void copy({ of: figure, format, ...about() }); };
  const tools = element('span', { class: 'actions', role: 'toolbar', 'aria-label': heading },
    button('Copy the picture as SVG', {}, () => { copyAs('svg'); }, 'SVG'),
    button('Copy the picture as PNG', {}, () => { copyAs('png'); }, 'PNG'),
    button('Smaller picture', {}, () => { setZoom(zoom / ZOOM.step); }, '−'),
    button('Fit the picture to the page', {}, () => { setZoom(1); }, 'Fit'),
    button('Larger picture', {}, () => { setZoom(zoom * ZOOM.step); }, '+'));
  const asTable = tablePart();
  const body = element('div', { id: bodyId }, picture, words, refusal, element('details', {}, element('summary', {}, 'As a table'), asTable.element));
  const made = element('section', { class: `figure ${figure}`, 'aria-labelledby': headingId },
    element('div', { class: 'bar' }, element('h2', { id: headingId }, switcher), element('span', { class: 'choices' }, variables.element), tools), body);

  const about = (): { readonly wrt?: string } => (isOfOne && variables.value() !== '' ? { wrt: variables.value() } : {});
  const ask = (): void => { post({ type: 'figure', figure, ...about() }); };
  const disclose = (): void => {
    switcher.setAttribute('aria-expanded', String(isOpen));
    [body.hidden, tools.hidden, variables.element.hidden] = [!isOpen, !isOpen, !isOpen || !isOfOne || variables.element.options.length < 2];
  };
  switcher.addEventListener('click', () => {
    isOpen = !isOpen;
    disclose();
    toggled(isOpen);
    if (isOpen && query !== undefined) ask();
  });
  function setZoom(wanted: number): void {
    zoom = Math.min(ZOOM.largest, Math.max(ZOOM.smallest, wanted));
    const drawing = picture.querySelector('svg');
    if (drawing === null) return;
    drawing.style.width = `${zoom * natural / 16}rem`;
    // As it is drawn it fits into the page; made larger, it scrolls.
    drawing.style.maxWidth = zoom > 1 ? 'none' : '100%';
  }
  picture.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    setZoom(zoom * ZOOM.step ** (event.deltaY < 0 ? 1 : -1));
  }, { passive: false });
  disclose();

  return {
    element: made,
    show: (view) => {
      made.hidden = view.results.length === 0;
      variables.offer(view.results.map(({ wrt }) => ({ value: wrt, label: `by ${wrt}` })));
      if (query !== view.id) picture.replaceChildren();
      query = view.id;
      disclose();
      if (isOpen && !made.hidden) ask();
    },
    receive: ({ figure: answered, wrt, answer, drawn }) => {
      if (answered !== figure || (isOfOne && wrt !== undefined && wrt !== variables.value())) return;
      const isRefused = answer.kind === 'refused';
      setText(refusal, answer.kind === 'refused' ? answer.message : '');
      setText(words, answer.kind === 'refused' ? '' : legend(answer));
      body.classList.toggle('isRefused', isRefused);
      asTable.show(answer.kind === 'refused' ? NO_TABLE : table(answer));
      // The same picture stays, and with it where it was scrolled to.
      if (svg === drawn?.svg && picture.firstChild !== null) return;
      svg = drawn?.svg ?? '';
      natural = drawn?.width ?? 0;
      picture.replaceChildren(...(drawn === undefined ? [] : [parsed(drawn)]));
      setZoom(zoom);
    },
  };
}

/** The picture as elements; attributes only, no style that the policy of the page would refuse. */
const parsed = ({ svg }: Drawn): Node => document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);

function tablePart(): Part<Table> {
  const [caption, head, body] = [element('caption', {}), element('tr', {}), element('tbody', {})];
  const cells = (row: HTMLTableRowElement, tag: 'th' | 'td'): Part<readonly string[]> => list(row, () => { const cell = element(tag, tag === 'th' ? { scope: 'col' } : {}); return { element: cell, show: (text: string) => { setText(cell, text); } }; });
  const heads = cells(head, 'th');
  const rows = list<readonly string[]>(body, () => cells(element('tr', {}), 'td'));
  return {
    element: element('table', {}, caption, element('thead', {}, head), body),
    show: (table) => { setText(caption, table.caption); heads.show(table.head); rows.show(table.rows); },
  };
}
