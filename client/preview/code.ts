/** The function and its derivative as code, in the target the reader chooses. */
import type { DerivationView } from '../../protocol/derivation';
import type { FromPage, ToPage } from '../../protocol/preview';
import { choice } from './choice';
import { button, element } from './element';
import { type Part, setText } from './part';

type Answer = Extract<ToPage, { type: 'code' }>;

export interface CodePart extends Part<DerivationView> {
  /** Shows an answer, if it is for what is chosen now. */
  readonly receive: (answer: Answer) => void;
}

/** `target`: what was chosen before the page was loaded; `chose` is told of another choice. */
export function codePart(target: string | undefined, chose: (target: string) => void, post: (message: FromPage) => void): CodePart {
  const asked = (): Pick<Answer, 'target' | 'wrt'> => ({ target: targets.value(), wrt: variables.value() });
  const ask = (): void => { post({ type: 'code', ...asked() }); };
  const targets = choice('Language and library', () => { chose(targets.value()); ask(); });
  const variables = choice('Variable', ask);
  let text = '';
  let query: string | undefined;
  const source = element('pre', { tabindex: '0', role: 'region', 'aria-label': 'Code' });
  const copy = button('Copy code', {}, () => { post({ type: 'copyCode', source: text }); }, 'Copy');
  const insert = button('Insert below the query', {}, () => { post({ type: 'insert', target: targets.value() }); }, 'Insert');
  const made = element('section', { class: 'code', 'aria-labelledby': 'code' },
    element('div', { class: 'bar' }, element('h2', { id: 'code' }, 'Code'), element('span', { class: 'choices' }, targets.element, variables.element), element('span', { class: 'actions' }, copy, insert)),
    source);

  return {
    element: made,
    show: (view) => {
      made.hidden = view.targets.length === 0 || view.results.length === 0;
      targets.offer(view.targets.map(({ target: value, label }) => ({ value, label })));
      if (query === undefined && target !== undefined) targets.choose(target);
      variables.offer(view.results.map(({ wrt }) => ({ value: wrt, label: `for ${wrt}` })));
      insert.hidden = view.range === undefined;
      // Of the same query the old code stays until the new one is there.
      if (query !== view.id) setText(source, '');
      query = view.id;
      if (!made.hidden) ask();
    },
    receive: ({ answer, ...of }) => {
      if (JSON.stringify([of.target, of.wrt]) !== JSON.stringify([asked().target, asked().wrt])) return;
      text = answer.kind === 'code' ? answer.source : '';
      setText(source, answer.kind === 'code' ? answer.source.trimEnd() : answer.message);
      source.classList.toggle('refused', answer.kind === 'refused');
      [copy.disabled, insert.disabled] = [text === '', text === ''];
    },
  };
}
