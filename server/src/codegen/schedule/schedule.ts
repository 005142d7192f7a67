/** Expressions → a schedule: the statements in order, each value named once or written where it is used. */
import type { Expr } from '../../algebra/expression';
import type { Property } from '../../shapes/adjectives';
import { identitiesDistributed } from './identities';
import { logitsCollapsed } from './logits';
import { lower } from './lower';
import { operandsOf, postorder, type OperationName, type Value } from './operation';
import { fuse, shareExponentials, shareFactorisations, useCounts } from './rewrite';
import { estimate, totalWork, type Polynomial } from './work';

export interface Schedule {
  /** Values that get a statement of their own, in order. */
  readonly named: readonly Value[];
  /** Those inside a loop. */
  readonly inside: ReadonlyMap<Value, readonly Value[]>;
  readonly results: readonly Value[];
  /** What the reader calls values. */
  readonly ownNames: ReadonlyMap<Value, string>;
  /** Everything that is computed. */
  readonly values: readonly Value[];
  readonly work: Polynomial;
}

/** More operations than this are not written into one statement: a reader loses the thread, and a line its length. */
const STATEMENT_SIZE = 8;

/** Values that cost nothing and are as short as their name would be. */
function isFree(value: Value): boolean {
  const { operation } = value;
  switch (operation.op) {
    case 'input': case 'number': case 'pi': case 'dimension': case 'index': case 'part': return true;
    case 'transpose': case 'flatten': case 'asRow': case 'asColumn': case 'pick': case 'eigenvalue': case 'eigenvector': case 'singularVector': return true;
    case 'singularValues': return operation.of.kind === 'tuple' && operation.which !== 'sum';
    case 'sum': return value.kind === 'scalar' && operation.terms.length === 1 && operation.terms.every((term) => isFree(term.value));
    default: return false;
  }
}

type Declared = (name: string) => ReadonlySet<Property> | undefined;
interface Compiled { readonly results: readonly Value[]; readonly ownNames: Schedule['ownNames']; readonly cost: number }
type Names = ReadonlyMap<Expr, string>;

/** Expressions of more tree weight are scheduled as they are given. */
const SEARCH_WEIGHT = 1_500;
/** Other forms, and how much of the work may be left for one to be taken. */
const FORMS: readonly { readonly rewrite: (root: Expr) => Expr; readonly saving: number }[] = [{ rewrite: logitsCollapsed, saving: 1 }, { rewrite: identitiesDistributed, saving: 0.97 }];

function compile(roots: readonly Expr[], declared: Declared, { native, sharesExponentials }: Dialect, names: Names): Compiled {
  const { build, values: lowered, size } = lower(roots, declared, native, names);
  const factored = shareFactorisations(lowered, build);
  const results = fuse(sharesExponentials === true ? shareExponentials(factored, build) : factored, build);
  return { results, ownNames: build.ownNames, cost: estimate(totalWork(postorder(results)), size) };
}

/** The form with the least work: as given, with identities multiplied out, with cross-entropies on logits collapsed. */
function cheapest(roots: readonly Expr[], declared: Declared, dialect: Dialect, names: Names): Compiled {
  let best = compile(roots, declared, dialect, names);
  if (roots.some((root) => root.weight > SEARCH_WEIGHT)) return best;
  let form = roots;
  for (const { rewrite, saving } of FORMS) {
    const candidate = form.map(rewrite);
    if (candidate.every((root, i) => root === form[i])) continue;
    const compiled = compile(candidate, declared, dialect, names);
    if (compiled.cost < saving * best.cost) { best = compiled; form = candidate; }
  }
  return best;
}

/** What of the schedule depends on the target. */
interface Dialect {
  /** Operations that the target can only write as statements. */
  readonly statements: ReadonlySet<OperationName>;
  /** Compound operations that its library has. */
  readonly native: ReadonlySet<OperationName>;
  /** Whether softplus and sigmoid of the same argument are written with one exponential. */
  readonly sharesExponentials?: boolean;
}

/** `names`: what the reader calls expressions; a value with a statement of its own bears that name. */
export function scheduleOf(roots: readonly Expr[], declared: Declared, dialect: Dialect, names: Names = new Map()): Schedule {
  const { results, ownNames } = cheapest(roots, declared, dialect, names);
  return arrangedBy(results, dialect, ownNames);
}

/** The statements for values that are made already. */
export function arrangedBy(results: readonly Value[], { statements }: Pick<Dialect, 'statements'>, ownNames: Schedule['ownNames'] = new Map()): Schedule {
  const order = postorder(results);
  const counts = useCounts(results);
  // A transpose costs nothing: its readers read what it transposes.
  const reads = new Map<Value, number>(counts);
  const loopOf = loopsAround(order);
  for (const value of order.toReversed()) if (isFree(value)) for (const operand of operandsOf(value.operation)) reads.set(operand, (reads.get(operand) ?? 0) + (reads.get(value) ?? 0) - 1);
  const named: Value[] = [];
  const isNamed = new Set<Value>();
  const inlineSize = new Map<Value, number>();
  const name = (value: Value): void => { if (!isNamed.has(value) && !isFree(value)) { isNamed.add(value); inlineSize.set(value, 0); } };
  for (const value of order) {
    if (isFree(value)) { inlineSize.set(value, operandsOf(value.operation).reduce((total, operand) => total + (inlineSize.get(operand) ?? 0), 0)); continue; }
    const operands = [...new Set(operandsOf(value.operation))];
    // What does not change in a loop is worked out before it.
    for (const operand of operands.map(throughFree)) if (loopOf(operand) !== loopOf(value) && value.operation.op !== 'loop') name(operand);
    let size = 1 + operands.reduce((total, operand) => total + (inlineSize.get(operand) ?? 0), 0);
    // The largest parts get names until the rest fits.
    const parts = size <= STATEMENT_SIZE ? [] : operands.map(throughFree).filter((part) => !isNamed.has(part) && !isFree(part)).sort((a, b) => (inlineSize.get(b) ?? 0) - (inlineSize.get(a) ?? 0));
    for (const part of parts) {
      if (size <= STATEMENT_SIZE) break;
      size -= inlineSize.get(part) ?? 0;
      name(part);
    }
    inlineSize.set(value, size);
    if ((reads.get(value) ?? 0) > 1 || value.kind === 'tuple' || value.operation.op === 'loop' || statements.has(value.operation.op)) name(value);
  }
  const inside = new Map<Value, Value[]>();
  for (const value of order) {
    if (!isNamed.has(value)) continue;
    const loop = loopOf(value);
    if (loop === undefined) named.push(value);
    else inside.set(loop, [...inside.get(loop) ?? [], value]);
  }
  return { named, inside, results, ownNames, values: order, work: totalWork(order) };
}

/** The innermost loop whose index a value depends on. Every loop has an index of its own. */
function loopsAround(order: readonly Value[]): (value: Value) => Value | undefined {
  const loops = new Map<Value, Value>();
  for (const value of order) if (value.operation.op === 'loop') loops.set(value.operation.index, value);
  if (loops.size === 0) return () => undefined;
  const free = new Map<Value, ReadonlySet<Value>>();
  for (const value of order) {
    const { operation } = value;
    if (operation.op === 'index') { free.set(value, new Set([value])); continue; }
    const all = new Set(operandsOf(operation).flatMap((operand) => [...free.get(operand) ?? []]));
    if (operation.op === 'loop') all.delete(operation.index);
    free.set(value, all);
  }
  // A loop inside another depends on the other's index where anything in it does.
  const depth = (index: Value): number => { const loop = loops.get(index); return loop === undefined ? 0 : free.get(loop)?.size ?? 0; };
  return (value) => {
    const [innermost] = [...free.get(value) ?? []].sort((a, b) => depth(b) - depth(a));
    return innermost === undefined ? undefined : loops.get(innermost);
  };
}

function throughFree(value: Value): Value {
  let at = value;
  while (isFree(at)) { const [inner] = operandsOf(at.operation); if (inner === undefined) break; at = inner; }
  return at;
}
