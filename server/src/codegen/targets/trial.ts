/** One trial of a self-test, in the words of a language: what a function says against what differences say. */
import type { NamedText, TestModel } from './target';

/**
 * A point counts where the difference with half the step is nearly the same: not at a kink, nor where a matrix is singular. Then the
 * two make one of fourth order (Richardson).
 */
const SETTLED = { relative: 0.001, absolute: 0.000001 };

export interface TrialSyntax {
  /** A new name, and one that has a value already. */
  readonly declare: (name: string, text: string) => string;
  readonly set: (name: string, text: string) => string;
  readonly abs: (text: string) => string;
  readonly max: (a: string, b: string) => string;
  readonly when: (condition: string, lines: readonly string[]) => readonly string[];
  readonly number: (value: number) => string;
  /** `points += 1`. */
  readonly increment: (name: string) => string;
}

/** `1e-5` rather than 0.00001. */
export const short = (value: number): string => (value < 0.001 ? value.toExponential() : String(value));
/** The same with a point in it, for languages in which 4 is no real number. */
export const real = (value: number): string => (Number.isInteger(value) ? `${String(value)}.0` : short(value));

export function trialLines({ statements, derivative, fine, coarse, names: { worst, points, error } }: TestModel, syntax: TrialSyntax): readonly string[] {
  const { declare, set, abs, max, when, number, increment } = syntax;
  const [d, f, c] = [derivative.name, fine.name, coarse.name];
  const assigned = ({ name, text }: NamedText): readonly string[] => (name === text ? [] : [declare(name, text)]);
  return [
    ...statements.flatMap(({ lines }) => lines), ...[derivative, fine, coarse].flatMap(assigned),
    ...when(`${abs(`${f} - ${c}`)} <= ${number(SETTLED.relative)} * ${abs(f)} + ${number(SETTLED.absolute)}`, [
      declare(error, `${abs(`${d} - (${number(4)} * ${f} - ${c}) / ${number(3)}`)} / (${abs(d)} + ${abs(f)} + ${number(SETTLED.absolute)})`),
      set(worst, max(worst, error)), increment(points),
    ]),
  ];
}

/** Sizes as an argument of a draw: none of a number. */
export const extentsOf = ({ kind, rows, cols }: TestModel['draws'][number]): readonly string[] => (kind === 'scalar' ? [] : kind === 'vector' ? [rows] : [rows, cols]);

/** What the comment of a self-test says. */
export const testWords = ({ of, value }: TestModel): readonly string[] => [`Compares ${of} with central differences of ${value} at random inputs.`, '', 'Returns "pass" or "fail", and prints it with the largest relative error.'];
