/**
 * From surface trees to programs. Names are resolved here, once; what is called with arguments is put in place; a sum over an index becomes
 * a block of instructions that runs for each of its values, and what does not depend on the index stays outside. Iterative: depth 10,000 is safe.
 */
import { functionNamed, signatures, type FunctionName } from '../operators/signatures';
import type { Property } from '../shapes/adjectives';
import { valueOf } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import type { BinaryNode, BinaryOperator, CallNode, IndexNode, NameNode, SumOverNode, Tree } from '../syntax/tree';
import { add, BeyondLimit, filled, matrix, NotEvaluable, scalar, stack, transpose, valueOfScalar, type Matrix } from './matrix';
import { gradientByDifferences, solveEquation } from './newton';
import { indexed, negated, operations } from './operations';
import { NOTHING, proceed, type Instruction, type Program, type Sizes } from './program';
import { examine, follow, type StatedDifferential } from './ruledFunction';
import { values } from './values';

/** What a name stands for: a leaf that is given a value at every point, another tree, or a value. */
export type Resolution =
  | { readonly is: 'leaf'; readonly key: string }
  | { readonly is: 'tree'; readonly tree: Tree }
  | { readonly is: 'value'; readonly value: Matrix }
  | ({ readonly is: 'solution' } & Unknown);

/** A name that an equation gives its value: `equation` is zero, or its gradient by the name is. It is solved from the value of the leaf `key`. */
export interface Unknown { readonly key: string; readonly node: NameNode; readonly equation: Tree; readonly isGradient: boolean; readonly properties: ReadonlySet<Property> }

/** What a call of a name that is no function of the language stands for. */
export type Callee =
  | { readonly is: 'definition'; readonly parameters: readonly NameNode[]; readonly value: Tree }
  | { readonly is: 'function'; readonly apply: (args: readonly Matrix[], sizes: Sizes) => Matrix; /** What the file states of its differential. */ readonly rule?: { readonly parameter: string; readonly tangent: string; readonly value: Tree } };

export interface Names {
  readonly resolve: (name: NameNode) => Resolution | undefined;
  readonly calleeOf?: (call: CallNode) => Callee | undefined;
  /** Asked for `vector(1)` and `matrix(1)`, which are ones of the shape their place requires. */
  readonly shapeOf?: (tree: Tree) => Shape | undefined;
}

/**
 * Nodes a tree may have. A node costs about 0.2 µs an evaluation at the small sizes drawn, and a verdict takes some fifty: this many
 * are a fifth of a second.
 */
export const MAX_NODES = 20_000;
/** Terms of a `sum(i = a..b)`. */
const MAX_TERMS = 1_000;

export interface Root { readonly tree: Tree; readonly scope: Scope }

/** Names bound inside a tree, or for one root only (`dX` in a presented result). The outermost scope has no entries. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
  /** In an equation, the slot of what it is being solved for, by its key. Definitions that are met there are evaluated there. */
  readonly solving?: ReadonlyMap<string, number>;
  /** In the rule of a function: the function's own value there, and its argument by name. */
  readonly ruling?: { readonly of: string; readonly parameter: string; readonly slot: () => number };
}
type Entry = { readonly is: 'slot'; readonly slot: number } | { readonly is: 'expression'; readonly tree: Tree; readonly scope: Scope } | { readonly is: 'leaf'; readonly key: string };

export const FILE_SCOPE: Scope = { outer: undefined, entries: new Map() };
/** A scope in which these names are leaves. */
export const scopeWithLeaves = (leaves: ReadonlyMap<string, string>): Scope => ({ outer: FILE_SCOPE, entries: new Map([...leaves].map(([name, key]) => [name, { is: 'leaf', key }])) });

/** Operations on an entry of the result, in multiples of the size (see `Instruction.effort`). */
const DECOMPOSITION = 10, FUNCTION_OF_MATRIX = 20, EXPONENTIAL = 25;
const OPERATOR_EFFORT: Readonly<Record<BinaryOperator, number>> = { '+': 0, '-': 0, '*': 1, '/': DECOMPOSITION, '\\': DECOMPOSITION, '.*': 0, './': 0, '^': DECOMPOSITION, '.^': 0 };
/** Of the functions that do more than visit every entry. */
const EFFORT: Readonly<Partial<Record<FunctionName, number>>> = {
  inv: DECOMPOSITION, pinv: DECOMPOSITION, solve: DECOMPOSITION, chol: DECOMPOSITION, outer: 1, eigvals: DECOMPOSITION, svdvals: DECOMPOSITION,
  // Of a scalar or vector result, the work is that on the whole matrix.
  det: 100, logdet: 100, nuc: 200, spec: 200, eigmax: 200, eigmin: 200, eigvecs: 200, eigvec: 100, eigvecmin: 100, leftsv: 100, rightsv: 100, adj: 200,
  expm: EXPONENTIAL, logm: DECOMPOSITION * FUNCTION_OF_MATRIX, sqrtm: DECOMPOSITION * FUNCTION_OF_MATRIX,
};

/** Names with a value of their own, where nothing else is bound to them. */
const CONSTANTS: ReadonlyMap<string, number> = new Map([['pi', Math.PI], ['π', Math.PI]]);

/** What a node needs before it, in order (a function is run in its turn), and how its own slot is made from theirs. */
interface Plan { readonly needs: readonly (Root | (() => void))[]; readonly finish: (slots: readonly number[]) => number }

/** Instructions run together: all of the program, or the body of a sum once for every value of its index. */
interface Block { readonly instructions: Instruction[] }

const get = (slots: readonly Matrix[], slot: number): Matrix => slots[slot] ?? NOTHING;
/** Arguments of the shortest signature of a function; semantics has told the reader, this guards the presented trees. */
const fewestArguments = (name: FunctionName): number => Math.min(...signatures[name].signatures.map((signature) => signature.replace(/→.*/, '').split(',').length));
const nth = (slots: readonly number[], n: number): number => slots[n] ?? -1;

/** Zero of the shape that a value would have; where it has none (an entry behind the last), the number 0, which meets every shape. */
function shapedZero(value: () => Matrix): Matrix {
  try {
    const { rows, cols } = value();
    return filled(rows, cols, 0);
  } catch (problem) {
    if (problem instanceof NotEvaluable && !(problem instanceof BeyondLimit)) return scalar(0);
    throw problem;
  }
}

/** @throws NotEvaluable for a name that stands for nothing, a missing operand, a cycle, or too large a tree. */
export function compile(roots: readonly Root[], names: Names): Program {
  const constants: { slot: number; value: Matrix }[] = [];
  const leaves = new Map<string, number>();
  const differentials: { readonly slot: number; readonly of: Root }[] = [];
  const outermost: Block = { instructions: [] };
  const blocks: Block[] = [outermost];
  /** Of each slot, how many running indices deep its value changes: the block it is computed in. */
  const levels: number[] = [];
  const assumed = new Set<string>();
  const done = new Map<Scope, Map<Tree, number | 'entered'>>();

  const newSlot = (level: number): number => levels.push(level) - 1;
  const constant = (value: Matrix): number => { const slot = newSlot(0); constants.push({ slot, value }); return slot; };
  const leaf = (key: string): number => {
    const seen = leaves.get(key);
    if (seen !== undefined) return seen;
    const slot = newSlot(0);
    leaves.set(key, slot);
    return slot;
  };
  /** Adds an instruction to the outermost block in which all its operands stand still. */
  const emit = (inputs: readonly number[], effort: number, run: Instruction['run']): number => {
    const level = inputs.reduce((deepest, input) => Math.max(deepest, levels[input] ?? 0), 0);
    const target = newSlot(level);
    blocks[level]?.instructions.push({ target, inputs, effort, run });
    return target;
  };
  const statesOf = (scope: Scope): Map<Tree, number | 'entered'> => {
    const seen = done.get(scope);
    if (seen !== undefined) return seen;
    const made = new Map<Tree, number | 'entered'>();
    done.set(scope, made);
    return made;
  };
  const entryOf = (name: string, scope: Scope): Entry | undefined => {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) { const entry = s.entries.get(name); if (entry !== undefined) return entry; }
    return undefined;
  };

  /** Where the definitions that are met in a scope are evaluated. */
  const baseOf = (scope: Scope): Scope => {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) if (s.solving !== undefined) return s;
    return FILE_SCOPE;
  };

  const runsWithin = (scope: Scope): boolean => {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) for (const entry of s.entries.values()) if (entry.is === 'slot') return true;
    return false;
  };

  const value = (finish: Plan['finish']): Plan => ({ needs: [], finish });
  const sameAs = (tree: Tree, scope: Scope): Plan => ({ needs: [{ tree, scope }], finish: (slots) => nth(slots, 0) });
  const unary = (operand: Tree, scope: Scope, effort: number, f: (a: Matrix) => Matrix): Plan => ({ needs: [{ tree: operand, scope }], finish: ([a = -1]) => emit([a], effort, ({ slots }) => f(get(slots, a))) });
  const nary = (operands: readonly Tree[], scope: Scope, effort: number, f: (args: readonly Matrix[], sizes: Sizes) => Matrix): Plan => ({
    needs: operands.map((tree) => ({ tree, scope })),
    finish: (inputs) => emit(inputs, effort, ({ slots, sizes }) => f(inputs.map((input) => get(slots, input)), sizes)),
  });

  /** `body` run once for every value of `running`, in a block of its own; the values are combined by `combine`. */
  const loop = (over: readonly Tree[], scope: Scope, running: string, body: Tree, bodyOuter: Scope, combine: (inputs: readonly Matrix[], valueAt: (index: Matrix) => Matrix, sizes: Sizes) => Matrix): Plan => {
    const entries = new Map<string, Entry>();
    return inBlock(over.map((tree) => ({ tree, scope })), { outer: bodyOuter, entries }, (slot) => { entries.set(running, { is: 'slot', slot }); }, body, (valueAt, inputs, sizes) => combine(inputs, valueAt, sizes));
  };

  /** `body` in a block of its own, which runs whenever `combine` asks for its value at values of the running slots: the first, and those that `bind` makes. */
  const inBlock = (over: readonly (Root | (() => number))[], bodyScope: Scope, bind: (slot: number, another: () => number) => void, body: Tree, combine: (valueAt: (...running: readonly Matrix[]) => Matrix, inputs: readonly Matrix[], sizes: Sizes, previous: Matrix, slots: Matrix[]) => Matrix): Plan => {
    const block: Block = { instructions: [] };
    const running: number[] = [];
    const another = (): number => { const slot = newSlot(blocks.length); running.push(slot); return slot; };
    const open = (): void => {
      bind(another(), another);
      blocks.push(block);
    };
    const trees = over.filter((each) => typeof each !== 'function');
    return {
      needs: [...trees, open, { tree: body, scope: bodyScope }],
      finish: (slots) => {
        blocks.pop();
        let built = 0;
        const inputs = over.map((each) => (typeof each === 'function' ? each() : nth(slots, built++))), result = nth(slots, trees.length), inside = new Set(block.instructions.map((instruction) => instruction.target));
        const outside = [...block.instructions.flatMap((instruction) => instruction.inputs), result].filter((slot) => !running.includes(slot) && !inside.has(slot));
        const target = emit([...new Set([...inputs, ...outside])], 0, (run) => combine((...at) => {
          running.forEach((slot, i) => { run.slots[slot] = at[i] ?? NOTHING; });
          proceed(block.instructions, run);
          return get(run.slots, result);
        }, inputs.map((input) => get(run.slots, input)), run.sizes, get(run.slots, target), run.slots));
        return target;
      },
    };
  };

  const planSum = (node: SumOverNode, scope: Scope): Plan => {
    const shape = names.shapeOf?.(node);
    return loop([node.from, node.to], scope, node.index.name, node.body, scope, ([from = NOTHING, to = NOTHING], valueAt, sizes) => {
      const first = Math.round(valueOfScalar(from)), last = Math.round(valueOfScalar(to));
      if (!(last - first < MAX_TERMS)) throw new BeyondLimit(`a sum from ${first} to ${last} has too many terms for a numerical check`);
      let sum: Matrix | undefined;
      for (let i = first; i <= last; i++) { const term = valueAt(scalar(i)); sum = sum === undefined ? term : add(sum, term); }
      if (sum !== undefined) return sum;
      // No terms: zero, of the shape that a term would have.
      if (shape !== undefined) return filled(valueOf(shape.rows, sizes), valueOf(shape.cols, sizes), 0);
      return shapedZero(() => valueAt(scalar(first)));
    });
  };

  const planName = (node: NameNode, scope: Scope): Plan => {
    const entry = entryOf(node.name, scope);
    if (entry !== undefined) return entry.is === 'slot' ? value(() => entry.slot) : entry.is === 'leaf' ? value(() => leaf(entry.key)) : sameAs(entry.tree, entry.scope);
    const resolution = names.resolve(node);
    if (resolution === undefined) {
      const known = CONSTANTS.get(node.name);
      if (known === undefined) throw new NotEvaluable(`${node.name} has no value`);
      return value(() => constant(scalar(known)));
    }
    switch (resolution.is) {
      case 'leaf': return value(() => leaf(resolution.key));
      case 'value': return value(() => constant(resolution.value));
      case 'tree': return sameAs(resolution.tree, baseOf(scope));
      case 'solution': {
        const running = baseOf(scope).solving?.get(resolution.key);
        if (running !== undefined) return value(() => running);
        // One solve for all the places where the name stands.
        return node === resolution.node && scope === FILE_SCOPE ? planSolution(resolution) : sameAs(resolution.node, FILE_SCOPE);
      }
    }
  };

  const planSolution = ({ key, equation, isGradient, properties }: Unknown): Plan => {
    const solving = new Map<string, number>();
    return inBlock([() => leaf(key)], { outer: FILE_SCOPE, entries: new Map(), solving }, (slot) => { solving.set(key, slot); }, equation, (valueAt, inputs, _, previous) => {
      const [guess = NOTHING] = inputs;
      const residual = isGradient ? (x: Matrix): Matrix => gradientByDifferences(valueAt, x) : valueAt;
      // Beside a point that has been solved, the solution is the one beside that.
      return solveEquation(residual, previous.data.length > 0 ? previous : guess, properties);
    });
  };

  const planBinary = (node: BinaryNode, scope: Scope): Plan => {
    const { right } = node;
    if (node.operator === '^' && right.kind === 'name' && right.name === 'T' && entryOf('T', scope) === undefined && names.resolve(right) === undefined) return unary(node.left, scope, 0, transpose);
    const f = operations[node.operator];
    return { needs: [{ tree: node.left, scope }, { tree: right, scope }], finish: ([a = -1, b = -1]) => emit([a, b], OPERATOR_EFFORT[node.operator], ({ slots }) => f(get(slots, a), get(slots, b))) };
  };

  const planIndex = (node: IndexNode, scope: Scope): Plan => nary([node.object, ...node.indices.filter((index) => index !== 'all')], scope, 0, ([object = NOTHING, ...given]) => {
    let next = 0;
    return indexed(object, node.indices.map((index) => (index === 'all' ? undefined : given[next++])));
  });

  const planDefinition = (call: CallNode, scope: Scope, parameters: readonly NameNode[], body: Tree): Plan => {
    const [only] = call.arguments, [parameter] = parameters;
    if (parameters.length !== call.arguments.length) throw new NotEvaluable(`${call.callee} takes ${parameters.length} arguments, not ${call.arguments.length}`);
    if (call.elementwise === true) {
      if (only === undefined || parameter === undefined || parameters.length !== 1) throw new NotEvaluable(`${call.callee}.(…) takes one argument`);
      return loop([only], scope, parameter.name, body, baseOf(scope), ([array = NOTHING], valueAt) => matrix(array.rows, array.cols, array.data.map((x) => valueOfScalar(valueAt(scalar(x))))));
    }
    const entries = new Map<string, Entry>();
    parameters.forEach((name, i) => { const tree = call.arguments[i]; if (tree !== undefined) entries.set(name.name, { is: 'expression', tree, scope }); });
    return sameAs(body, { outer: baseOf(scope), entries });
  };

  const rulingOf = (name: string, scope: Scope): Scope['ruling'] => {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) if (s.ruling?.of === name) return s.ruling;
    return undefined;
  };

  const planRuled = (node: CallNode, scope: Scope, apply: (args: readonly Matrix[], sizes: Sizes) => Matrix, rule: { readonly parameter: string; readonly tangent: string; readonly value: Tree }): Plan => {
    const [argument] = node.arguments, ruling = rulingOf(node.callee, scope);
    if (argument === undefined) throw new NotEvaluable(`${node.callee} takes one argument`);
    if (ruling !== undefined) {
      if (argument.kind !== 'name' || argument.name !== ruling.parameter) throw new NotEvaluable(`the rule of ${node.callee} needs ${node.callee} elsewhere than at ${ruling.parameter}`);
      return value(ruling.slot);
    }
    assumed.add(`the rule of ${node.callee}`);
    let own = -1;
    const entries = new Map<string, Entry>();
    // The point of the check, and the value there; a run that moves the argument finds them in their slots.
    const [point, centre] = [newSlot(0), newSlot(0)];
    return inBlock([{ tree: argument, scope }], { outer: FILE_SCOPE, entries, ruling: { of: node.callee, parameter: rule.parameter, slot: () => own } }, (slot, another) => {
      own = another();
      entries.set(rule.parameter, { is: 'slot', slot });
      entries.set(rule.tangent, { is: 'slot', slot: another() });
    }, rule.value, (valueAt, [u = NOTHING], sizes, _, slots) => {
      const stated: StatedDifferential = (at, h, y) => valueAt(at, y, h);
      const from = get(slots, point);
      if (from.data.length > 0) return follow(stated, from, get(slots, centre), u);
      const there = apply([u], sizes);
      examine(node.callee, stated, u, there);
      slots[point] = u;
      slots[centre] = there;
      return there;
    });
  };

  const planCall = (node: CallNode, scope: Scope): Plan => {
    const callee = names.calleeOf?.(node);
    if (callee !== undefined) {
      if (callee.is === 'definition') return planDefinition(node, scope, callee.parameters, callee.value);
      const { apply, rule } = callee;
      if (rule !== undefined && node.elementwise !== true) return planRuled(node, scope, apply, rule);
      if (node.elementwise !== true) return nary(node.arguments, scope, 1, apply);
      return nary(node.arguments, scope, 1, ([array = NOTHING], sizes) => matrix(array.rows, array.cols, array.data.map((x) => valueOfScalar(apply([scalar(x)], sizes)))));
    }
    const [first] = node.arguments;
    if (node.callee === 'd' && first !== undefined && node.arguments.length === 1) {
      if (runsWithin(scope)) throw new NotEvaluable('d(…) inside a sum over an index');
      return value(() => { const slot = newSlot(0); differentials.push({ slot, of: { tree: first, scope } }); return slot; });
    }
    const name = functionNamed(node.callee);
    if (name === undefined) throw new NotEvaluable(`${node.callee} is no function of the language`);
    if (name === 'frechet') return planFrechet(node, scope);
    if ((node.callee === 'vector' || node.callee === 'matrix') && node.arguments.every((argument) => argument.kind === 'number' && argument.value === 1)) return planOnes(node);
    const f = values[name];
    if (node.arguments.length < fewestArguments(name)) throw new NotEvaluable(`${name} takes ${fewestArguments(name)} arguments, not ${node.arguments.length}`);
    const effort = EFFORT[name] ?? 0;
    return first !== undefined && node.arguments.length === 1 ? unary(first, scope, effort, f) : nary(node.arguments, scope, effort, (args) => f(...args));
  };

  /** `vector(1)` and `matrix(1)` are ones of the shape that their place requires; a scalar 1 where that is not known. */
  const planOnes = (node: CallNode): Plan => {
    const shape = names.shapeOf?.(node);
    return value(() => (shape === undefined ? constant(scalar(1)) : emit([], 0, ({ sizes }) => filled(valueOf(shape.rows, sizes), valueOf(shape.cols, sizes), 1))));
  };

  const planFrechet = (node: CallNode, scope: Scope): Plan => {
    const [inner, ...rest] = node.arguments;
    const name: FunctionName | undefined = inner?.kind === 'name' ? functionNamed(inner.name) : undefined;
    if (name === undefined || rest.length !== 2) throw new NotEvaluable('frechet takes a matrix function, a point and a direction');
    return nary(rest, scope, DECOMPOSITION * FUNCTION_OF_MATRIX, ([x = NOTHING, e = NOTHING]) => values.frechet(name, x, e));
  };

  const planOf = (node: Tree, scope: Scope): Plan => {
    switch (node.kind) {
      case 'number': return value(() => constant(scalar(node.value)));
      case 'name': return planName(node, scope);
      case 'negate': return unary(node.operand, scope, 0, negated);
      case 'transpose': return unary(node.operand, scope, 0, transpose);
      case 'binary': return planBinary(node, scope);
      case 'call': return planCall(node, scope);
      case 'index': return planIndex(node, scope);
      case 'block': {
        const widths = node.rows.map((row) => row.length);
        return nary(node.rows.flat(), scope, 0, (blocks_) => { let next = 0; return stack(widths.map((width) => blocks_.slice(next, (next += width)))); });
      }
      case 'sumOver': return planSum(node, scope);
      case 'where': {
        const entries = new Map<string, Entry>(), bound: Scope = { outer: scope, entries };
        for (const binding of node.bindings) entries.set(binding.name.name, { is: 'expression', tree: binding.value, scope: bound });
        return sameAs(node.body, bound);
      }
      case 'missing': throw new NotEvaluable('an operand is missing');
    }
  };

  let count = 0;
  const build = (of: readonly Root[]): readonly number[] => {
    const tasks: (Root | (() => void))[] = of.toReversed();
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (typeof task === 'function') { task(); continue; }
      const { tree, scope } = task, states = statesOf(scope), state = states.get(tree);
      if (state === 'entered') throw new NotEvaluable(`${tree.kind === 'name' ? tree.name : 'a definition'} refers to itself`);
      if (state !== undefined) continue;
      if (++count > MAX_NODES) throw new BeyondLimit(`more than ${MAX_NODES} nodes are too many for a numerical check`);
      states.set(tree, 'entered');
      const plan = planOf(tree, scope);
      tasks.push(() => { states.set(tree, plan.finish(slotsOf(plan.needs))); });
      for (let i = plan.needs.length - 1; i >= 0; i--) { const need = plan.needs[i]; if (need !== undefined) tasks.push(need); }
    }
    return slotsOf(of);
  };

  function slotsOf(needs: Plan['needs']): readonly number[] {
    const slots: number[] = [];
    for (const need of needs) if (typeof need !== 'function') { const slot = statesOf(need.scope).get(need.tree); slots.push(typeof slot === 'number' ? slot : -1); }
    return slots;
  }

  const rootSlots = build(roots), met = differentials.length, inside = build(differentials.map((differential) => differential.of));
  if (differentials.length > met) throw new NotEvaluable('d(…) inside d(…)');
  return {
    size: levels.length, constants, leaves, assumed: [...assumed], roots: rootSlots, instructions: outermost.instructions,
    differentials: differentials.map(({ slot }, i) => ({ slot, of: nth(inside, i) })),
  };
}
