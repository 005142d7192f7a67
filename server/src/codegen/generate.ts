/** Expressions → a complete function in a target language. */
import { inArena, newArena } from '../algebra/arena';
import type { Expr } from '../algebra/expression';
import { asInteger, namesOf, type Dimension } from '../shapes/dimension';
import { statedWords, type Property } from '../shapes/adjectives';
import { isColumn, isRow, SCALAR, type Shape } from '../shapes/shape';
import type { CodeKind, CodeOutcome, CodeRequest, CodeVariable, TargetName } from './request';
import { NotScheduled } from './schedule/context';
import { transferred } from './transfer';
import { createNamer, wishedName } from './schedule/names';
import type { Kind, Value, OperationOf, OperationName } from './schedule/operation';
import { scheduleOf, type Schedule } from './schedule/schedule';
import { showWork } from './schedule/work';
import { eigen } from './targets/eigen';
import { fortran } from './targets/fortran';
import { javascript } from './targets/javascript';
import { jax } from './targets/jax';
import { julia } from './targets/julia';
import { nalgebra } from './targets/nalgebra';
import { numpy } from './targets/numpy';
import { octave } from './targets/octave';
import { pytorch } from './targets/pytorch';
import { r } from './targets/r';
import { Lacking, type DocumentedParameter, type FunctionModel, type Helper, type ResultModel, type Table, type Target, type Text, type Writing, type Written } from './targets/target';

const targets: Readonly<Record<TargetName, Target>> = { numpy, pytorch, jax, javascript, fortran, nalgebra, matlab: octave, octave, eigen, julia, r };

/** The function that computes what is asked for; or the construct that the target has no way to write, by name. */
export function generate(request: CodeRequest): CodeOutcome {
  try {
    return { ok: true, code: inArena(newArena(), () => write(request, targets[request.target])) };
  } catch (error) {
    if (error instanceof NotScheduled || error instanceof Lacking) return { ok: false, construct: error.construct, message: `${error.construct} has no ${request.target} code yet` };
    throw error;
  }
}

const DEFAULT_NAMES: Readonly<Record<CodeKind, string>> = { value: 'value', gradient: 'gradient', valueAndGradient: 'value_and_gradient', jacobian: 'jacobian', hessian: 'hessian', differential: 'differential', hvp: 'hessian_vector_product', jvp: 'jvp', vjp: 'vjp' };
const SUMMARIES: Readonly<Record<CodeKind, (of: string, wrt: string) => string>> = {
  value: (of) => `Value of ${of}.`, gradient: (of, wrt) => `Gradient of ${of} with respect to ${wrt}.`, valueAndGradient: (of, wrt) => `Value of ${of} and its gradient with respect to ${wrt}.`,
  jacobian: (of, wrt) => `Jacobian of ${of} with respect to ${wrt}.`, hessian: (of, wrt) => `Hessian of ${of} with respect to ${wrt}.`, differential: (of, wrt) => `Differential of ${of}: its directional derivative as ${wrt} moves.`,
  hvp: (of, wrt) => `Hessian of ${of} with respect to ${wrt}, times a vector.`, jvp: (of, wrt) => `Jacobian of ${of} with respect to ${wrt}, times a vector.`, vjp: (of, wrt) => `Transposed Jacobian of ${of} with respect to ${wrt}, times a vector.`,
};

function write(request: CodeRequest, target: Target): FunctionCode {
  const withValue = request.kind === 'value' || request.kind === 'valueAndGradient';
  const roots: Expr[] = [];
  if (withValue) { if (request.function === undefined) throw new NotScheduled('a value without its function'); roots.push(request.function); }
  if (request.kind !== 'value') roots.push(...request.results.map((result) => result.expression));
  const given = [...request.variables, ...(request.directions ?? [])];
  const declared = new Map(given.map((variable) => [variable.name, variable.properties]));
  const schedule = scheduleOf(transferred(roots), (name) => declared.get(name), target);
  const inputs = inputNames(given, target);
  const labels = withValue ? ['value', ...gradientLabels(request)] : gradientLabels(request);
  const writer = createWriter(schedule, new Map(schedule.results.map((value, i) => [value, labels[i] ?? 'result'])), inputs, given, target, request.functionName ?? DEFAULT_NAMES[request.kind]);
  const statements = schedule.named.map((value) => ({ lines: writer.statement(value) }));
  const results = schedule.results.map((value, i): ResultModel => {
    const of = roots[i]?.shape ?? SCALAR;
    const { text, isName, value: result } = writer.result(value, of);
    // An argument, and a value that is two results at once, are handed out under a name of their own.
    const isOwn = isName && result.operation.op !== 'input' && schedule.results.indexOf(value) === i;
    return { label: isOwn ? text : writer.fresh(labels[i] ?? 'result'), text, isName, kind: result.kind, value: result, shape: of };
  });
  const dimensions = writer.dimensions();
  const wrt = request.results.map((result) => inputs.get(result.wrt) ?? result.wrt).join(' and ');
  const name = writer.functionName;
  const parameters: readonly DocumentedParameter[] = [
    ...request.variables.map((variable) => documented(variable, inputs)),
    ...dimensions.parameters.map((dimension) => ({ name: dimension.name, input: dimension.input, kind: 'integer' as const, shape: SCALAR, properties: [] })),
    ...(request.directions ?? []).map((variable) => documented(variable, inputs)),
  ];
  const model: FunctionModel = {
    kind: request.kind, name, parameters, dimensions: dimensions.statements, statements, results,
    summary: SUMMARIES[request.kind](request.texts.of, wrt === '' ? 'its variables' : wrt), formulas: request.texts.formulas, conditions: request.texts.conditions,
    locals: writer.locals(), work: showWork(schedule.work), needs: writer.needs(),
  };
  const { imports, helpers, definition } = target.layout(model);
  const body = arranged(helpers, definition, target);
  return {
    target: request.target, name, parameters: parameters.map((parameter) => parameter.name), inputs: parameters.map((parameter) => parameter.input), imports, helpers, definition, body,
    source: `${imports.length === 0 ? '' : `${imports.join('\n')}${target.afterImports ?? '\n\n\n'}`}${body}\n`,
  };
}

/** Helpers above the function stand close together, below it they are functions like it. */
function arranged(helpers: readonly Helper[], definition: string, { helpersBelow }: Target): string {
  if (helpers.length === 0) return definition;
  const sources = helpers.map(({ source }) => source);
  return helpersBelow === true ? [definition, ...sources].join('\n\n') : `${sources.join('\n')}\n\n${definition}`;
}

type FunctionCode = Extract<CodeOutcome, { ok: true }>['code'];

/** What a result is called inside its function, where it needs a name. */
const LABELS: Readonly<Record<CodeKind, string>> = { value: 'value', gradient: 'g', valueAndGradient: 'gradient', jacobian: 'J', hessian: 'H', differential: 'df', hvp: 'product', jvp: 'product', vjp: 'product' };

const gradientLabels = (request: CodeRequest): readonly string[] => {
  const base = LABELS[request.kind];
  return request.results.map((result) => (request.results.length === 1 ? base : `${base}_${result.wrt}`));
};

function documented(variable: CodeVariable, inputs: ReadonlyMap<string, string>): DocumentedParameter {
  return { name: inputs.get(variable.name) ?? variable.name, input: variable.name, kind: kindOf(variable.shape), shape: variable.shape, properties: stated(variable.properties) };
}

/** The properties a reader needs: not those that another one implies. */
function stated(properties: ReadonlySet<Property>): readonly string[] {
  return statedWords(new Set([...properties].filter((property) => property !== 'constant')));
}

/** A row is a matrix of one row. */
const kindOf = (of: Shape): Kind => (of === SCALAR ? 'scalar' : isColumn(of) ? 'vector' : 'matrix');

function inputNames(given: readonly CodeVariable[], target: Target): ReadonlyMap<string, string> {
  const same = target.sameName ?? ((name: string) => name);
  // Names that are valid as they stand keep their spelling; the others make way for them.
  const plain = given.filter((variable) => target.identifier(variable.name) === variable.name);
  const namer = createNamer([], same);
  const names = new Map<string, string>();
  for (const variable of [...plain, ...given.filter((other) => !plain.includes(other))]) names.set(variable.name, namer.take(target.identifier(variable.name)));
  return names;
}

interface Writer {
  readonly functionName: string;
  readonly statement: (value: Value) => readonly string[];
  readonly result: (value: Value, shape: Shape) => { readonly text: string; readonly isName: boolean; readonly value: Value };
  readonly locals: () => FunctionModel['locals'];
  readonly fresh: (name: string) => string;
  readonly needs: () => ReadonlySet<string>;
  readonly dimensions: () => { readonly parameters: readonly { readonly name: string; readonly input: string }[]; readonly statements: FunctionModel['dimensions'] };
}

/** `labels`: what the results are called. */
function createWriter(schedule: Schedule, labels: ReadonlyMap<Value, string>, inputs: ReadonlyMap<string, string>, given: readonly CodeVariable[], target: Target, wantedName: string): Writer {
  const namer = createNamer([...target.reserved, ...inputs.values()], target.sameName);
  const functionName = namer.take(target.identifier(wantedName));
  const names = new Map<Value, string>();
  const tuples = new Map<Value, readonly string[]>();
  const texts = new Map<Value, Text>();
  const needed = new Set<string>();
  const dimensionNames = new Map<string, string>();

  const nameOf = (value: Value): string | undefined => (value.operation.op === 'input' ? inputs.get(value.operation.name) : names.get(value));
  const labelled = new Set(given.flatMap(({ name, properties }) => (properties.has('sign') || properties.has('binary') ? [name] : [])));
  const isLabel = (value: Value): boolean => value.operation.op === 'input' && labelled.has(value.operation.name);
  // Dimensions take their own names before temporaries do.
  for (const name of new Set(given.flatMap((variable) => [...namesOf(variable.shape.rows), ...namesOf(variable.shape.cols)]).concat(schedule.values.flatMap((value) => [...namesOf(value.rows), ...namesOf(value.cols), ...(value.operation.op === 'dimension' ? namesOf(value.operation.dimension) : [])])))) {
    dimensionNames.set(name, namer.take(target.identifier(name)));
  }
  const used = new Set<string>();
  const { sum: sumLevel, product: productLevel, atom: atomLevel, times } = target.dimensionLevel;

  function dimension(of: Dimension, level: number): string {
    const monomials = [...of.terms].map(([monomial, c]) => {
      const factors = monomial.split('*').filter((name) => name !== '').map((name) => { used.add(name); return dimensionNames.get(name) ?? name; });
      const parts = c === 1 && factors.length > 0 ? factors : [String(Math.abs(c)), ...factors];
      return { text: parts.join(times), negative: c < 0, level: parts.length > 1 ? productLevel : atomLevel };
    });
    if (monomials.length === 0) return '0';
    const text = monomials.map((item, i) => (i === 0 ? `${item.negative ? '-' : ''}${item.text}` : `${item.negative ? ' - ' : ' + '}${item.text}`)).join('');
    const own = monomials.length > 1 ? sumLevel : monomials[0]?.level ?? atomLevel;
    return own < level ? `(${text})` : text;
  }

  const writing: Writing = {
    at: (value, level) => { const { text, level: own } = textOf(value); return own < level ? `(${text})` : text; },
    text: textOf, dimension, nameOf, need: (what) => { needed.add(what); },
    parts: (tuple) => tuples.get(tuple) ?? [],
    likeArray: () => { const array = given.find((variable) => variable.shape !== SCALAR); return array === undefined ? undefined : inputs.get(array.name); },
  };

  // A statement holds a bounded number of operations, so this recursion is bounded too.
  function textOf(value: Value): Text {
    const name = nameOf(value);
    if (name !== undefined) return target.read?.(value, name) ?? { text: name, level: Infinity };
    const known = texts.get(value);
    if (known !== undefined) return known;
    const written = row(value);
    if ('lines' in written) throw new Lacking(value.operation.op);
    texts.set(value, written);
    return written;
  }

  const row = (value: Value): Written => writeRow(target.table, value.operation, value, writing);

  function statement(value: Value): readonly string[] {
    const written = row(value);
    const { op } = value.operation;
    if (op === 'eigh' || op === 'svd' || op === 'lu') {
      const parts = target.tupleNames[op].map((part) => namer.take(part));
      tuples.set(value, parts);
      return 'lines' in written ? written.lines(parts) : [target.assign(parts, written.text, value)];
    }
    const wished = target.wishes?.[op] ?? wishedName(value, nameOf, isLabel);
    const name = namer.take(target.identifier(wished.length === 1 ? labels.get(value) ?? wished : wished));
    names.set(value, name);
    return 'lines' in written ? written.lines([name]) : [target.assign([name], written.text, value)];
  }

  function result(value: Value, shape: Shape): ReturnType<Writer['result']> {
    // A row is handed out as a matrix of one row.
    if (isRow(shape) && shape !== SCALAR && value.kind === 'vector') {
      const asRow: Value = { id: -1, operation: { op: 'asRow', of: value }, kind: 'matrix', rows: shape.rows, cols: shape.cols };
      return { text: textOf(asRow).text, isName: false, value: asRow };
    }
    const { text } = textOf(value);
    return { text, isName: text === nameOf(value), value };
  }

  return {
    functionName, statement, result, fresh: (name) => namer.take(target.identifier(name)), locals: () => schedule.named.flatMap((value) => (tuples.get(value) ?? [names.get(value) ?? '']).map((name) => ({ name, value }))), needs: () => needed,
    dimensions: () => resolveDimensions(used, dimensionNames, given, inputs, target),
  };
}

/** The row of an operation, given that operation. */
function writeRow<Name extends OperationName>(table: Table, operation: OperationOf<Name>, value: Value, writing: Writing): Written {
  return table[operation.op](operation, value, writing);
}

function resolveDimensions(used: ReadonlySet<string>, names: ReadonlyMap<string, string>, given: readonly CodeVariable[], inputs: ReadonlyMap<string, string>, target: Target): ReturnType<Writer['dimensions']> {
  const parameters: { name: string; input: string }[] = [];
  const statements: { name: string; lines: readonly string[] }[] = [];
  for (const input of [...names.keys()].filter((name) => used.has(name))) {
    const name = names.get(input) ?? input;
    const source = extentOf(input, given, inputs, target);
    if (source === undefined) parameters.push({ name, input }); else statements.push({ name, lines: [target.assign([name], source, undefined)] });
  }
  return { parameters, statements };
}

/** The dimension from the shape of an argument: one that has it as it is, else a multiple of it. */
function extentOf(name: string, given: readonly CodeVariable[], inputs: ReadonlyMap<string, string>, target: Target): string | undefined {
  let multiple: string | undefined;
  for (const variable of given) {
    const { rows, cols } = variable.shape;
    const rank = isColumn(variable.shape) ? 1 : 2;
    if (variable.shape === SCALAR) continue;
    for (const [axis, dimension] of [[0, rows], [1, cols]] as const) {
      if (asInteger(dimension) !== undefined || (rank === 1 && axis === 1)) continue;
      const argument = inputs.get(variable.name) ?? variable.name;
      if (dimension.key === name) return target.extent(argument, rank, axis);
      const [only] = dimension.terms;
      if (dimension.terms.size === 1 && only !== undefined && only[0] === name) multiple ??= target.quotient(target.extent(argument, rank, axis), only[1]);
    }
  }
  return multiple;
}

