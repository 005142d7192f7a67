/** Formulas in the page, set by KaTeX through the DOM, so that the page's policy needs no inline style. */
import katex from 'katex';
import type { Formula } from '../../protocol/formula';
import { element } from './element';

/** Formulas are asked for again at every keystroke, mostly the same ones. */
const REMEMBERED = 400;
const remembered = new Map<string, HTMLElement>();

function typeset(latex: string, display: boolean): HTMLElement | undefined {
  const place = document.createElement('span');
  try {
    katex.render(latex, place, {
      displayMode: display, output: 'html', throwOnError: true, strict: 'ignore', maxExpand: 1000,
      // The server marks what changed in a line; nothing else may name a class, a link or an image.
      trust: (context) => context.command === '\\htmlClass' && 'class' in context && context.class === 'changed',
    });
    return place;
  } catch {
    return undefined;
  }
}

/** `formula` as an element. A screen reader reads its Unicode text; where KaTeX fails, everybody does. */
export function math(formula: Formula, display: boolean, latex = formula.latex): HTMLElement {
  const key = `${display ? 'd' : 't'}${latex}`;
  let set = remembered.get(key);
  if (set === undefined) {
    set = typeset(latex, display);
    if (set === undefined) return element('span', { class: 'plain' }, formula.text);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, set);
  }
  const copy = set.cloneNode(true);
  return element('span', { role: 'math', 'aria-label': formula.text, class: 'math' }, copy);
}
