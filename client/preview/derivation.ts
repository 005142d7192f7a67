/** One derivation as a page: the result first, then what it rests on, then how it came about. */
import type { ConditionView, DerivationView, ProblemView, ResultView, StepView } from '../../protocol/derivation';
import type { AnnotatedFormula, Formula } from '../../protocol/formula';
import type { Range } from '../../protocol/position';
import { button, element } from './element';
import { formulaPart } from './math';
import { list, type Part, setAttribute, setText } from './part';
import { verdictLine, verdictSign } from './verdict';

/** A formula on lines of its own: a long one is broken between its terms, and what is longer still scrolls by itself. */
function displayed(): Part<AnnotatedFormula> {
  const formula = formulaPart(true);
  return { element: element('div', { class: 'formula' }, formula.element), show: formula.show };
}

const paragraph = (name: string): Part<string> => {
  const made = element('p', { class: name });
  return { element: made, show: (text) => { setText(made, text); } };
};

export function derivationPart(reveal: (range: Range) => void): Part<DerivationView> {
  const problems = list(element('div', {}), () => problemPart(reveal));
  const results = list(element('div', {}), resultPart);
  const assumptions = assumptionsPart();
  const derivations = list(element('div', {}), stepsPart);
  const made = element('div', { id: 'form', role: 'tabpanel', tabindex: '-1' }, problems.element, results.element, assumptions.element, derivations.element);
  return {
    element: made,
    show: (view) => {
      const isTabbed = view.forms.length > 1;
      setAttribute(made, 'role', isTabbed ? 'tabpanel' : undefined);
      setAttribute(made, 'aria-labelledby', isTabbed ? `tab-${view.form}` : undefined);
      problems.show(view.problems);
      results.show(view.results);
      assumptions.show(view);
      derivations.show(view.results.filter(({ steps }) => steps.length > 0).map((result) => ({ result, several: view.results.length > 1 })));
    },
  };
}

function problemPart(reveal: (range: Range) => void): Part<ProblemView> {
  const [variable, words] = [element('strong', {}), element('span', {})];
  let place: Range | undefined;
  const where = button('Show the part that is in the way', { class: 'where' }, () => { if (place !== undefined) reveal(place); }, 'Show');
  return {
    element: element('p', { class: 'problem', role: 'note' }, variable, words, where),
    show: ({ wrt, message, range }) => {
      setText(variable, wrt === undefined ? '' : `${wrt}: `);
      setText(words, message);
      place = range;
      where.hidden = range === undefined;
    },
  };
}

function conditionPart(): Part<ConditionView> {
  const made = element('span', { class: 'condition' });
  return { element: made, show: ({ text, source }) => { setText(made, `where ${text}`); setAttribute(made, 'title', source); } };
}

function resultPart(): Part<ResultView> {
  const [formula, shape, verdict] = [displayed(), formulaPart(false), verdictLine()];
  const conditions = list(element('span', { class: 'conditions' }), conditionPart);
  const notes = list(element('div', {}), () => paragraph('note'));
  return {
    element: element('section', { class: 'result', 'aria-label': 'Result' },
      formula.element,
      element('p', { class: 'facts' }, element('span', { class: 'space' }, 'in ', shape.element), verdict.element, conditions.element),
      notes.element),
    show: (result) => {
      formula.show(result.formula);
      shape.show(result.shape);
      verdict.show(result.verdict);
      conditions.show(result.conditions);
      notes.show(result.notes);
    },
  };
}

function assumptionsPart(): Part<DerivationView> {
  const definitions = list<AnnotatedFormula>(element('div', {}), displayed);
  const given = list<Formula>(element('p', { class: 'given' }), () => formulaPart(false));
  const layout = paragraph('layout');
  const made = element('section', { class: 'assumptions', 'aria-labelledby': 'with' }, element('h2', { id: 'with' }, 'With'), definitions.element, given.element, layout.element);
  return {
    element: made,
    show: (view) => {
      made.hidden = view.given.length + view.definitions.length === 0;
      definitions.show(view.definitions);
      given.show(view.given);
      given.element.hidden = view.given.length === 0;
      layout.show(view.layout);
    },
  };
}

function stepsPart(at: number): Part<{ readonly result: ResultView; readonly several: boolean }> {
  const heading = element('h2', { id: `steps-${at}` });
  const lines = list(element('ol', {}), stepPart);
  return {
    element: element('section', { class: 'derivation', 'aria-labelledby': heading.id }, heading, lines.element),
    show: ({ result, several }) => {
      setText(heading, several ? `Derivation for ${result.wrt}` : 'Derivation');
      lines.show(result.steps);
    },
  };
}

function stepPart(): Part<StepView> {
  const [formula, verdict] = [displayed(), verdictSign()];
  // Without an address a link is a text like any other.
  const rule = element('a', {});
  return {
    element: element('li', {}, element('div', { class: 'rule' }, rule, verdict.element), formula.element),
    show: (step) => {
      formula.show(step.formula);
      setText(rule, step.rule);
      const { explanation } = step;
      setAttribute(rule, 'href', explanation?.url);
      setAttribute(rule, 'title', explanation === undefined ? undefined : `${explanation.statement}\n${explanation.title}`);
      verdict.show(step.verdict);
    },
  };
}
