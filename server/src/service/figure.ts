/** Which answer a figure is about. What draws its numbers is loaded when the first one is asked for. */
import type { Form } from '../../../protocol/derivation';
import type { Figure, FigureView } from '../../../protocol/figures';
import type { Refused } from '../../../protocol/requests';
import type { Meaning } from '../semantics/meaning';
import type { Answer, QueryAnswers } from './analysis';
import type { Context } from './context';
import type { Figures } from './rooms';
import { inForm } from './view';

/** The form whose answer a figure is made of: the one that is shown, where none is named. */
const FORMS: Readonly<Partial<Record<Figure, Form>>> = { stepSizes: 'differential' };

const VIEWS: Readonly<Record<Figure, (room: Figures, answer: Answer, meaning: Meaning) => FigureView | Refused>> = {
  cost:      (room, answer, meaning) => room.costView(answer, meaning),
  graph:     (room, { query }, meaning) => room.graphView(query, meaning),
  stepSizes: (room, answer, meaning) => room.stepSizesView(answer, meaning),
};

export async function figureOf(own: QueryAnswers, figure: Figure, wrt: string | undefined, context: Context): Promise<FigureView | Refused> {
  const form = FORMS[figure];
  const { answers } = (form === undefined ? own : inForm(own, form, context)) ?? own;
  const answer = wrt === undefined ? answers[0] : answers.find(({ variable }) => variable.name === wrt);
  if (answer === undefined) return { kind: 'refused', message: wrt === undefined ? 'The query names no variable.' : `The query is not about ${wrt}.` };
  return VIEWS[figure](await context.rooms.figures(), answer, context.meaning);
}
