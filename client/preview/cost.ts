/** What evaluating the function and its derivative costs: a row each, in the dimensions of the file. */
import type { CostView } from '../../protocol/figures';
import { element } from './element';
import { formulaPart } from './math';
import { type Part, list, setText } from './part';

type Row = CostView['rows'][number];

function rowPart(): Part<Row> {
  const [what, work, memory] = [element('th', { scope: 'row' }), formulaPart(false), formulaPart(false)];
  return {
    element: element('tr', {}, what, element('td', {}, work.element), element('td', {}, memory.element)),
    show: (row) => { setText(what, row.what); work.show(row.work); memory.show(row.memory); },
  };
}

/** Nothing to show is no table. */
export function costPart(): Part<CostView | undefined> {
  const rows = list<Row>(element('tbody', {}), rowPart);
  const made = element('table', { class: 'cost', hidden: true },
    element('caption', {}, 'Cost: the terms that count when dimensions are large'),
    element('thead', {}, element('tr', {}, element('td', {}), element('th', { scope: 'col' }, 'Operations'), element('th', { scope: 'col', title: 'Numbers held at once, besides the arguments' }, 'Memory'))),
    rows.element);
  return { element: made, show: (view) => { made.hidden = view === undefined; if (view !== undefined) rows.show(view.rows); } };
}
