/** Formulas in the page, set by KaTeX through the DOM, so that the page's policy needs no inline style. */
import katex from 'katex';
import type { AnnotatedFormula } from '../../protocol/formula';
import { element } from './element';
import { type Part, setAttribute } from './part';

/** What the annotations of the server draw. Shapes stand below their operands, where they are wanted. */
const PLAIN = { '\\changed': '\\htmlClass{changed}{#1}', '\\shaped': '\\@firstoftwo{#1}{#2}', '\\braced': '\\@firstoftwo{#1}{#2}' } as const;
const BELOW = '\\htmlClass{shape}{\\scriptstyle\\mkern3mu #2\\mkern3mu}';
const SHAPED = { ...PLAIN, '\\shaped': `\\underset{${BELOW}}{#1}`, '\\braced': `\\underset{${BELOW}}{\\underbrace{#1}}` } as const;

/** The classes that a formula may name; nothing in it may be a link or a picture. */
const CLASSES: ReadonlySet<unknown> = new Set(['changed', 'shape']);

/** Formulas are asked for again at every keystroke, mostly the same ones. */
const REMEMBERED = 400;
const remembered = new Map<string, HTMLElement>();

let shapes = false;
/** What the elements on the page show, for when shapes come or go. */
const shown = new WeakMap<Element, () => void>();

function typeset(latex: string, display: boolean): HTMLElement | undefined {
  const place = document.createElement('span');
  try {
    katex.render(latex, place, {
      displayMode: display, output: 'html', throwOnError: true, strict: 'ignore', maxExpand: 1000, macros: shapes ? { ...SHAPED } : { ...PLAIN },
      trust: (context) => context.command === '\\htmlClass' && 'class' in context && CLASSES.has(context.class),
    });
    return place;
  } catch {
    return undefined;
  }
}

function typesetOnce(latex: string, display: boolean): HTMLElement | undefined {
  const key = `${display ? 'd' : 't'}${shapes ? 's' : 'p'}${latex}`;
  const known = remembered.get(key) ?? typeset(latex, display);
  if (known !== undefined) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, known);
  }
  return known;
}

/** A formula that may change. A screen reader reads its Unicode text; where KaTeX fails, everybody does. */
export function formulaPart(display: boolean): Part<AnnotatedFormula> {
  const made = element('span', { role: 'math', class: 'math' });
  let before = '';
  const show = (formula: AnnotatedFormula): void => {
    setAttribute(made, 'aria-label', formula.text);
    const latex = formula.annotated ?? formula.latex;
    const now = `${shapes ? 's' : 'p'}${latex}`;
    shown.set(made, () => { show(formula); });
    if (now === before) return;
    before = now;
    const set = typesetOnce(latex, display) ?? typesetOnce(formula.latex, display);
    made.replaceChildren(set === undefined ? element('span', { class: 'plain' }, formula.text) : set.cloneNode(true));
  };
  return { element: made, show };
}

/** A formula that stays as it is. */
export function math(formula: AnnotatedFormula, display: boolean): HTMLElement {
  const part = formulaPart(display);
  part.show(formula);
  return part.element;
}

/** Shows shapes below the operands of every formula on the page, or takes them away. */
export function showShapes(wanted: boolean): void {
  if (shapes === wanted) return;
  shapes = wanted;
  for (const formula of document.querySelectorAll('.math')) shown.get(formula)?.();
}
