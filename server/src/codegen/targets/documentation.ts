/** What the comment of an emitted function says, in lines without comment signs. */
import { isColumn, SCALAR, type Shape } from '../../shapes/shape';
import type { DifferentiableModel, DocumentedParameter, FunctionModel, FunctionParameter } from './target';

/** Shapes as the target's readers write them. */
export interface ShapeWords {
  readonly scalar: string;
  readonly vector: (rows: string) => string;
  readonly matrix: (rows: string, cols: string) => string;
}

export const tupleShapes: ShapeWords = { scalar: 'scalar', vector: (rows) => `(${rows},)`, matrix: (rows, cols) => `(${rows}, ${cols})` };
export const timesShapes: ShapeWords = { scalar: 'scalar', vector: (rows) => `vector of ${rows}`, matrix: (rows, cols) => `${rows}×${cols} matrix` };

const show = (of: Shape, words: ShapeWords): string => (of === SCALAR ? words.scalar : isColumn(of) ? words.vector(of.rows.key) : words.matrix(of.rows.key, of.cols.key));

function parameterLine(parameter: DocumentedParameter, width: number, words: ShapeWords): string {
  if (parameter.kind === 'function') return `${parameter.name.padEnd(width)} : ${functionWords(parameter, words)}`;
  const shape = parameter.kind === 'integer' ? 'integer' : show(parameter.shape, words);
  const stands = parameter.name === parameter.input ? '' : `, ${parameter.input} above`;
  return `${parameter.name.padEnd(width)} : ${[shape, ...parameter.properties].join(', ')}${stands}`;
}

const DERIVATIVES: Readonly<Record<FunctionParameter['order'], string>> = { value: 'function', gradient: 'gradient', jacobian: 'Jacobian', hessian: 'Hessian' };

/** `A, U and V`. */
export const inWords = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`);

function functionWords({ base, order, slots, isStacked, entrywise, of, shape }: FunctionParameter, words: ShapeWords): string {
  if (order === 'value') return entrywise ? 'function applied to every entry' : `function of ${inWords(of.map((each) => show(each, words)))} that returns ${show(shape, words)}`;
  const places = [...new Set(slots)].map(String);
  const by = places.length === 0 ? '' : ` by ${places.length === 1 ? 'argument' : 'arguments'} ${inWords(places)}`;
  const moved = slots.length === 0 ? of : slots.map((slot) => of[slot - 1] ?? SCALAR);
  if (moved.every((each) => each === SCALAR) && shape === SCALAR) return `${order === 'hessian' ? 'second derivative' : 'derivative'} of ${base}${by}${entrywise ? ', applied to every entry' : ''}`;
  return `${isStacked ? 'Hessians of the entries' : DERIVATIVES[order]} of ${base}${by}${isStacked ? ' one below the other' : ''}, returns ${show(shape, words)}`;
}

/** What a line of prose may hold: indented by four it stays within the 79 columns that most communities keep to. A formula is one line, so that it can be copied. */
const PROSE_WIDTH = 75;

/** A sentence in lines of at most this width, broken at spaces only. */
function wrapped(sentence: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > PROSE_WIDTH) { lines.push(line); line = word; } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const validity = (conditions: readonly string[]): readonly string[] => (conditions.length === 0 ? [] : wrapped(`Valid where ${conditions.join('; ')}.`));

/** What the comment of a function with its own derivative says below its summary. */
export function parameterLines({ formulas, conditions, shape, work, memory }: DifferentiableModel['comment'], parameters: readonly DocumentedParameter[], words: ShapeWords): readonly string[] {
  const width = Math.max(0, ...parameters.map(({ name }) => name.length));
  return [
    ...formulas.map((formula) => `    ${formula}`), ...(formulas.length > 0 ? [''] : []), ...parameters.map((parameter) => parameterLine(parameter, width, words)),
    `Returns ${show(shape, words)}.`, ...validity(conditions),
    ...wrapped(`Cost: ${work} operations with the derivative${memory === '0' ? '' : `; memory: ${memory}`}.`),
  ];
}

export function documentation(model: FunctionModel, words: ShapeWords): readonly string[] {
  const lines = [model.summary, '', ...model.formulas.map((formula) => `    ${formula}`)];
  if (model.formulas.length > 0) lines.push('');
  const width = Math.max(0, ...model.parameters.map((parameter) => parameter.name.length));
  for (const parameter of model.parameters) lines.push(parameterLine(parameter, width, words));
  const shapes = model.results.map((result) => show(result.shape, words));
  lines.push(model.kind === 'valueAndGradient' ? `Returns the value and the gradient, ${shapes.slice(1).join(' and ')}.` : `Returns ${shapes.join(' and ')}.`);
  lines.push(...validity(model.conditions), ...wrapped(`Cost: ${model.work} operations${model.workOfFunction === undefined ? '' : ` (the function: ${model.workOfFunction})`}${model.memory === '0' ? '' : `; memory: ${model.memory}`}.`));
  return lines;
}
