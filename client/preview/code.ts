/** The function and its derivative as code, in the target the reader chooses. */
import type { DerivationView } from '../../protocol/derivation';
import type { FromPage } from '../../protocol/preview';
import type { CodeView, Refused } from '../../protocol/requests';
import { button, element } from './element';

export interface CodeSection {
  readonly section: HTMLElement;
  /** Shows an answer, if it is for the target and variable chosen now. */
  readonly receive: (answer: CodeView | Refused, target: string, wrt: string | undefined) => void;
  readonly chosen: () => ChosenCode;
}
/** What was shown before: the choice stays, and the old source until the new one is there. */
export interface ChosenCode { readonly target: string; readonly source: string }

/** The section below a derivation; undefined when there is nothing to write code for. */
export function codeSection(view: DerivationView, before: ChosenCode | undefined, post: (message: FromPage) => void): CodeSection | undefined {
  const [first] = view.targets;
  const [firstResult] = view.results;
  if (first === undefined || firstResult === undefined) return undefined;
  const chosen = view.targets.some((entry) => entry.target === before?.target) ? before?.target : first.target;

  const choice = element('select', { 'aria-label': 'Language and library', 'data-keep': 'target' }, ...view.targets.map((entry) =>
    element('option', { value: entry.target, selected: entry.target === chosen }, entry.label)));
  const variable = element('select', { 'aria-label': 'Variable', 'data-keep': 'variable', hidden: view.results.length < 2 }, ...view.results.map(({ wrt }) => element('option', { value: wrt }, `for ${wrt}`)));
  let text = before?.source ?? '';
  const source = element('pre', { tabindex: '0', 'aria-label': 'Code' }, text.trimEnd());
  const copy = button('Copy code', { 'data-keep': 'copy-code' }, () => { post({ type: 'copyCode', source: text }); }, 'Copy');
  const insert = button('Insert below the query', { 'data-keep': 'insert' }, () => { post({ type: 'insert', target: choice.value }); }, 'Insert');
  insert.hidden = view.range === undefined;

  const ask = (): void => { post({ type: 'code', target: choice.value, wrt: variable.value }); };
  choice.addEventListener('change', ask);
  variable.addEventListener('change', ask);
  ask();

  return {
    section: element('section', { class: 'code', 'aria-labelledby': 'code' },
      element('div', { class: 'bar' }, element('h2', { id: 'code' }, 'Code'), element('span', { class: 'choices' }, choice, variable), element('span', { class: 'actions' }, copy, insert)),
      source),
    receive: (answer, answered, wrt) => {
      if (answered !== choice.value || (wrt !== undefined && wrt !== variable.value)) return;
      text = answer.kind === 'code' ? answer.source : '';
      source.textContent = answer.kind === 'code' ? answer.source.trimEnd() : answer.message;
      source.classList.toggle('refused', answer.kind === 'refused');
      [copy.disabled, insert.disabled] = [text === '', text === ''];
    },
    chosen: () => ({ target: choice.value, source: text }),
  };
}
