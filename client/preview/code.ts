/** The function and its derivatives as code, in the target the reader chooses, and what it costs. */
import type { DerivationView } from '../../protocol/derivation';
import type { CodeChoice, FromPage, ToPage } from '../../protocol/preview';
import { QUANTITIES, type Quantity } from '../../protocol/requests';
import { choice } from './choice';
import { costPart } from './cost';
import { button, element } from './element';
import { type Part, setText } from './part';

export interface CodePart extends Part<DerivationView> {
  /** Shows an answer, if it is for what is chosen now. */
  readonly receive: (answer: Extract<ToPage, { type: 'code' | 'figure' }>) => void;
}

const isQuantity = (text: string): text is Quantity => QUANTITIES.some((quantity) => quantity === text);

/** `target`: what was chosen before the page was loaded; `chose` is told of another choice. */
export function codePart(target: string | undefined, chose: (target: string) => void, post: (message: FromPage) => void): CodePart {
  const chosen = (): CodeChoice => {
    const [wrt, quantity] = [variables.value(), quantities.value()];
    return { target: targets.value(), ...(wrt === '' ? {} : { wrt }), ...(isQuantity(quantity) ? { quantity } : {}) };
  };
  const ask = (): void => { post({ type: 'code', choice: chosen() }); };
  const askCost = (): void => { post({ type: 'figure', figure: 'cost', wrt: variables.value() }); };
  const targets = choice('Language and library', () => { chose(targets.value()); ask(); });
  const quantities = choice('What the code computes', ask);
  const variables = choice('Variable', () => { ask(); askCost(); });
  let text = '';
  let query: string | undefined;
  const source = element('pre', { tabindex: '0', role: 'region', 'aria-label': 'Code' });
  const cost = costPart();
  const copy = button('Copy code', {}, () => { post({ type: 'copyCode', source: text }); }, 'Copy');
  const insert = button('Insert below the query', {}, () => { post({ type: 'insert', choice: chosen() }); }, 'Insert');
  const made = element('section', { class: 'code', 'aria-labelledby': 'code' },
    element('div', { class: 'bar' },
      element('h2', { id: 'code' }, 'Code'),
      element('span', { class: 'choices' }, targets.element, quantities.element, variables.element),
      element('span', { class: 'actions' }, copy, insert)),
    source, cost.element);

  return {
    element: made,
    show: (view) => {
      made.hidden = view.targets.length === 0 || view.results.length === 0;
      targets.offer(view.targets.map(({ target: value, label }) => ({ value, label })));
      if (query === undefined && target !== undefined) targets.choose(target);
      quantities.offer(view.quantities.map(({ quantity: value, label }) => ({ value, label })));
      variables.offer(view.results.map(({ wrt }) => ({ value: wrt, label: `by ${wrt}` })));
      insert.hidden = view.range === undefined;
      // Of the same query the old code stays until the new one is there.
      if (query !== view.id) { setText(source, ''); cost.show(undefined); }
      query = view.id;
      if (!made.hidden) { ask(); askCost(); }
    },
    receive: (message) => {
      if (message.type === 'figure') {
        if (message.figure === 'cost' && (message.wrt ?? '') === variables.value()) cost.show(message.answer.kind === 'cost' ? message.answer : undefined);
        return;
      }
      const { answer } = message;
      if (JSON.stringify(message.choice) !== JSON.stringify(chosen())) return;
      text = answer.kind === 'code' ? answer.source : '';
      setText(source, answer.kind === 'code' ? answer.source.trimEnd() : answer.message);
      source.classList.toggle('refused', answer.kind === 'refused');
      [copy.disabled, insert.disabled] = [text === '', text === ''];
    },
  };
}
