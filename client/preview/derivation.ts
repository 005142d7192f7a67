/** One derivation as a page: the result first, then what it rests on, then how it came about. */
import type { DerivationView, ProblemView, ResultView, StepView } from '../../protocol/derivation';
import type { Range } from '../../protocol/position';
import { button, element } from './element';
import { math } from './math';
import { verdictLine, verdictSign } from './verdict';

export function derivation(view: DerivationView, reveal: (range: Range) => void): HTMLElement {
  const several = view.results.length > 1;
  return element('div', { id: 'form', role: 'tabpanel', 'aria-labelledby': `tab-${view.form}`, tabindex: '-1' },
    ...view.problems.map((entry) => problem(entry, reveal)),
    ...view.results.map((entry) => result(entry)),
    assumptions(view),
    ...view.results.map((entry) => steps(entry, several)),
  );
}

const problem = ({ wrt, message, range }: ProblemView, reveal: (range: Range) => void): HTMLElement =>
  element('p', { class: 'problem', role: 'note' },
    wrt === undefined ? undefined : element('strong', {}, `${wrt}: `),
    message,
    range === undefined ? undefined : button('Show the part that is in the way', { class: 'where' }, () => { reveal(range); }, 'Show'));

function result({ formula, shape, verdict, conditions, notes }: ResultView): HTMLElement {
  return element('section', { class: 'result', 'aria-label': 'Result' },
    element('div', { class: 'formula' }, math(formula, true)),
    element('p', { class: 'facts' },
      element('span', { class: 'shape' }, 'in ', math(shape, false)),
      verdictLine(verdict),
      ...conditions.map(({ text, source }) => element('span', { class: 'condition', title: source }, `where ${text}`))),
    ...notes.map((note) => element('p', { class: 'note' }, note)));
}

function assumptions({ given, definitions, layout }: DerivationView): HTMLElement | undefined {
  if (given.length + definitions.length === 0) return undefined;
  return element('section', { class: 'assumptions', 'aria-labelledby': 'with' },
    element('h2', { id: 'with' }, 'With'),
    ...definitions.map((formula) => element('div', { class: 'formula' }, math(formula, true))),
    given.length === 0 ? undefined : element('p', { class: 'given' }, ...given.map((formula) => math(formula, false))),
    element('p', { class: 'layout' }, layout));
}

function steps(entry: ResultView, several: boolean): HTMLElement | undefined {
  if (entry.steps.length === 0) return undefined;
  const id = `steps-${entry.wrt}`;
  return element('section', { class: 'derivation', 'aria-labelledby': id },
    element('h2', { id }, several ? `Derivation for ${entry.wrt}` : 'Derivation'),
    element('ol', {}, ...entry.steps.map(step)));
}

function step({ rule, ruleUrl, formula, verdict, marked }: StepView): HTMLElement {
  return element('li', {},
    element('div', { class: 'formula' }, math(formula, true, marked)),
    element('div', { class: 'rule' },
      ruleUrl === undefined ? element('span', {}, rule) : element('a', { href: ruleUrl, title: `${rule}: where it is published` }, rule),
      verdict === undefined ? undefined : verdictSign(verdict)));
}
