/** The text of a schedule in a target: every value as an expression where it is used, or as a statement under a name. */
import { namesOf, type Dimension } from '../../shapes/dimension';
import { isRow, SCALAR, type Shape } from '../../shapes/shape';
import type { CodeVariable } from '../request';
import { NotScheduled } from '../schedule/context';
import { createNamer, wishedName } from '../schedule/names';
import type { OperationName, OperationOf, Value } from '../schedule/operation';
import type { Schedule } from '../schedule/schedule';
import { Lacking, type FunctionModel, type Table, type Target, type Text, type Writing, type Written } from '../targets/target';
import { resolveDimensions, type Dimensions } from './dimensions';

export interface Writer {
  readonly functionName: string;
  readonly statement: (value: Value) => readonly string[];
  readonly result: (value: Value, shape: Shape) => { readonly text: string; readonly isName: boolean; readonly value: Value };
  readonly locals: () => FunctionModel['locals'];
  readonly fresh: (name: string) => string;
  readonly needs: () => ReadonlySet<string>;
  /** Of a dimension in the target; it is in use from then on. */
  readonly dimension: (dimension: Dimension) => string;
  /** The dimensions in use: in the target, and in mcalc. */
  readonly dimensionsInUse: () => readonly { readonly name: string; readonly input: string }[];
  readonly dimensions: () => Dimensions;
}

export interface Task {
  readonly schedule: Schedule;
  /** What the results are called. */
  readonly labels: ReadonlyMap<Value, string>;
  readonly given: readonly CodeVariable[];
  /** The arguments by their names in mcalc. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Functions that are called, by the keys of the schedule. */
  readonly callees: ReadonlyMap<string, string>;
  readonly target: Target;
  readonly wantedName: string;
  /** Names that others around have. */
  readonly taken: readonly string[];
}

export function createWriter({ schedule, labels, given, inputs, callees, target, wantedName, taken }: Task): Writer {
  const namer = createNamer([...target.reserved, ...inputs.values(), ...callees.values(), ...taken], target.sameName);
  const functionName = namer.take(target.identifier(wantedName));
  const names = new Map<Value, string>();
  const tuples = new Map<Value, readonly string[]>();
  const texts = new Map<Value, Text>();
  const needed = new Set<string>();
  const dimensionNames = new Map<string, string>();

  const nameOf = (value: Value): string | undefined => {
    const { operation } = value;
    if (operation.op !== 'input') return names.get(value);
    const name = inputs.get(operation.name);
    if (name === undefined) throw new NotScheduled(`${operation.name}, which is no argument,`);
    return name;
  };
  const labelled = new Set(given.flatMap(({ name, properties }) => (properties.has('sign') || properties.has('binary') ? [name] : [])));
  const isLabel = (value: Value): boolean => value.operation.op === 'input' && labelled.has(value.operation.name);
  // Dimensions take their own names before temporaries do.
  for (const name of new Set([...given.flatMap(({ shape }) => [...namesOf(shape.rows), ...namesOf(shape.cols)]), ...schedule.values.flatMap((value) => [...namesOf(value.rows), ...namesOf(value.cols), ...(value.operation.op === 'dimension' ? namesOf(value.operation.dimension) : [])])])) {
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
    callee: (key) => { const name = callees.get(key); if (name === undefined) throw new NotScheduled(key); return name; },
    inside: (loop) => {
      if (loop.operation.op !== 'loop') throw new NotScheduled('a loop without an index');
      const { index } = loop.operation;
      const name = namer.take(target.identifier(index.operation.op === 'index' ? index.operation.name : 'i'));
      names.set(index, name);
      return { index: name, lines: (schedule.inside.get(loop) ?? []).flatMap(statement) };
    },
  };

  // A statement holds a bounded number of operations, so this recursion is bounded too.
  function textOf(value: Value): Text {
    const name = nameOf(value);
    if (name !== undefined && value.operation.op !== 'index') return target.read?.(value, name) ?? { text: name, level: Infinity };
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
    if (value.kind === 'tuple') {
      const parts = partNames(value).map((part) => namer.take(target.identifier(part)));
      tuples.set(value, parts);
      return 'lines' in written ? written.lines(parts) : [target.assign(parts, written.text, value)];
    }
    const wished = target.wishes?.[op] ?? wishedName(value, nameOf, isLabel);
    const name = namer.take(target.identifier(schedule.ownNames.get(value) ?? (wished.length === 1 ? labels.get(value) ?? wished : wished)));
    names.set(value, name);
    return 'lines' in written ? written.lines([name]) : [target.assign([name], written.text, value)];
  }

  function partNames({ operation }: Value): readonly string[] {
    switch (operation.op) {
      case 'eigh': case 'svd': case 'lu': return target.tupleNames[operation.op];
      case 'invoke': return operation.results.map((result) => result.name);
      default: throw new Lacking(operation.op);
    }
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

  const withLoops = (values: readonly Value[]): readonly Value[] => values.flatMap((value) => [...withLoops(schedule.inside.get(value) ?? []), value]);

  return {
    functionName, statement, result, fresh: (name) => namer.take(target.identifier(name)), needs: () => needed,
    locals: () => withLoops(schedule.named).flatMap((value) => {
      const { operation } = value;
      const index = operation.op === 'loop' ? [{ name: names.get(operation.index) ?? '', value: operation.index }] : [];
      return [...index, ...(tuples.get(value) ?? [names.get(value) ?? '']).map((name) => ({ name, value }))];
    }),
    dimension: (of) => dimension(of, 0), dimensionsInUse: () => [...dimensionNames].flatMap(([input, name]) => (used.has(input) ? [{ name, input }] : [])),
    dimensions: () => resolveDimensions(new Map([...dimensionNames].filter(([name]) => used.has(name))), given, inputs, target),
  };
}

/** The row of an operation, given that operation. */
function writeRow<Name extends OperationName>(table: Table, operation: OperationOf<Name>, value: Value, writing: Writing): Written {
  return table[operation.op](operation, value, writing);
}
