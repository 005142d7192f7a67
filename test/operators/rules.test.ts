/**
 * Every rule of a function node: its differential is that of the function by differences, its adjoint satisfies ⟨C, L(h)⟩ = ⟨L*(C), h⟩,
 * and its matrix takes vec(h) to vec(L(h)).
 */
import { describe, expect, test } from 'vitest';
import { inArena, newArena } from '../../server/src/algebra/arena';
import { apply } from '../../server/src/algebra/construct/apply';
import { dimension, hole, symbol } from '../../server/src/algebra/construct/leaf';
import type { ApplyExpr, Expr, PrimitiveName } from '../../server/src/algebra/expression';
import { adjoint } from '../../server/src/calculus/adjoint';
import { dependences } from '../../server/src/calculus/differentialOf';
import { matrixOf } from '../../server/src/calculus/matrixOf';
import { BeyondLimit, inner, multiply, vec } from '../../server/src/numeric/matrix';
import { rules } from '../../server/src/operators/rules';
import type { FunctionName } from '../../server/src/operators/signatures';
import { notate } from '../../server/src/presentation/present';
import type { Property } from '../../server/src/shapes/adjectives';
import { SCALAR, showShape } from '../../server/src/shapes/shape';
import type { Variable } from '../../server/src/semantics/meaning';
import type { Tree } from '../../server/src/syntax/tree';
import { differencesOf, distance, DOMAIN, drawn, parametersOf, valueOf, variableOf } from './values';

const names = Object.keys(rules) as PrimitiveName[];

/** Arguments by which there is no differential in closed form, by name and place. Never a zero in its place. */
const NO_CLOSED_FORM: ReadonlySet<string> = new Set(['svdvals 0', 'leftsv 0', 'rightsv 0']);
/** Functions that the constructors write with others: no node of them is left to differentiate. */
const WRITTEN_OUT: ReadonlySet<string> = new Set(['leakyrelu', 'elu', 'gelu', 'silu', 'min', 'unit']);
/** Nodes without an argument that could move. */
const CONSTANT: ReadonlySet<string> = new Set(['comm', 'dup', 'elim', 'unit']);
/** The second derivative of a matrix function: its matrix is a block of one with 8n² rows, and the logarithm of that is more than a check takes on. */
const isOfBlocks = (name: PrimitiveName, index: number): boolean => name === 'frechet' && index === 0;
const SMALL: ReadonlyMap<string, number> = new Map([['n', 2]]);
/** Maps without an adjoint in closed form. */
const NO_ADJOINT: ReadonlySet<string> = new Set([]);

interface Setting { readonly node: ApplyExpr; readonly args: readonly Expr[]; readonly variables: readonly Variable[]; readonly inner?: FunctionName }
interface Instance { readonly name: PrimitiveName; readonly title: string; readonly index: number; readonly make: () => Setting | undefined }

/** A node of the function with a variable for each argument, by signature; matrix functions for `frechet`. */
function instancesOf(name: PrimitiveName): readonly Instance[] {
  const inners: readonly (FunctionName | undefined)[] = name === 'frechet' ? ['expm', 'logm', 'sqrtm'] : [undefined];
  return parametersOf(name).flatMap((parameters) => inners.flatMap((inner): readonly Instance[] => {
    const arrays = parameters.filter(({ is }) => is === 'array');
    const domain: readonly Property[] = DOMAIN[inner ?? name] ?? [];
    const variables = arrays.map(({ shape }, i) => variableOf(`x${i + 1}`, shape ?? SCALAR, i === 0 ? domain : []));
    const make = (): Setting | undefined => {
      const args = variables.map((variable) => symbol(variable.name, variable.shape, variable.properties));
      const dimensions = parameters.flatMap(({ dimension: of }) => of ?? []);
      const node = apply(name, args, { ...(inner === undefined ? {} : { inner }), ...(dimensions.length === 0 ? {} : { dimensions }) });
      return node.op === 'apply' && node.name === name ? { node, args: node.args, variables, ...(inner === undefined ? {} : { inner }) } : undefined;
    };
    return variables.map((_, index) => ({ name, index, make, title: `${inner ?? name} by argument ${index + 1} of ${variables.map(({ shape }) => showShape(shape)).join(', ')}` }));
  }));
}

const instances = names.filter((name) => !WRITTEN_OUT.has(name) && !CONSTANT.has(name)).flatMap(instancesOf);
const tangentOf = (variable: Variable): Expr => symbol(`d${variable.name}`, variable.shape, new Set<Property>());

const within = <T>({ make, index }: Instance, work: (setting: Setting, variable: Variable) => T): T => inArena(newArena(), () => {
  const setting = make();
  const variable = setting?.variables[index];
  if (setting === undefined || variable === undefined) throw new Error('the constructor leaves no node of this function');
  return work(setting, variable);
});
const hasForm = ({ name, index }: Instance): boolean => !NO_CLOSED_FORM.has(`${name} ${index}`);
const withForm = instances.filter(hasForm);

/** The differential along `h`, which must be there. */
function along(name: PrimitiveName, { args, node }: Setting, index: number, h: Expr): Expr {
  const made = rules[name].differential(args, index, h, node);
  if (made === undefined) throw new Error('there is no differential');
  return made;
}

describe('the differential is that by differences', () => {
  test.each(withForm)('$title', (instance) => {
    const { name, index } = instance;
    within(instance, (setting, variable) => {
      const made = along(name, setting, index, tangentOf(variable));
      expect(made.shape).toBe(setting.node.shape);
      const [of, differential] = [notate(setting.node), notate(made)];
      for (let seed = 1; seed <= 3; seed++) {
        const setup = drawn(setting.variables, seed);
        expect(distance(valueOf(differential, setup), differencesOf(of, setup, [variable.name])), `at point ${seed}`).toBeLessThan(1e-6);
      }
    });
  });

  test.each(instances.filter((instance) => !hasForm(instance)))('or there is none: $title', (instance) => {
    within(instance, ({ node, args }, variable) => { expect(rules[instance.name].differential(args, instance.index, tangentOf(variable), node)).toBeUndefined(); });
  });
});

describe('the adjoint turns the map round', () => {
  test.each(withForm)('$title', (instance) => {
    const { name, index } = instance;
    within(instance, (setting, variable) => {
      const { node, variables } = setting;
      const back = adjoint(along(name, setting, index, hole(variable.shape)), symbol('c', node.shape, new Set<Property>()), variable.shape);
      if (NO_ADJOINT.has(name)) { expect(back).toBeUndefined(); return; }
      if (back === undefined) throw new Error('there is no adjoint');
      expect(back.shape).toBe(variable.shape);
      holdsAsAdjoint(notate(along(name, setting, index, tangentOf(variable))), notate(back), [...variables, variableOf('c', node.shape)], variable.name);
    });
  });
});

describe('the matrix takes vec(h) to vec of the differential', () => {
  test.each(withForm)('$title', (instance) => {
    const { name, index } = instance;
    within(instance, (setting, variable) => {
      const matrix = matrixOf(along(name, setting, index, hole(variable.shape)), variable.shape);
      if (matrix === undefined) throw new Error('there is no matrix');
      const holds = (sizes?: ReadonlyMap<string, number>): void => { holdsAsMatrix(notate(along(name, setting, index, tangentOf(variable))), notate(matrix), setting.variables, variable.name, sizes); };
      if (!isOfBlocks(name, index)) holds();
      else if (setting.inner === 'logm') expect(() => { holds(SMALL); }).toThrow(BeyondLimit);
      else holds(SMALL);
    });
  });
});

function holdsAsAdjoint(forward: Tree, back: Tree, variables: readonly Variable[], moving: string): void {
  for (let seed = 1; seed <= 2; seed++) {
    const setup = drawn(variables, seed);
    const c = setup.values.get('c'), h = setup.directions.get(moving);
    if (c === undefined || h === undefined) throw new Error('a value is missing');
    const left = inner(c, valueOf(forward, setup)), right = inner(valueOf(back, setup), h);
    expect(Math.abs(left - right), `${left} and ${right}`).toBeLessThan(1e-10 * Math.max(1, Math.abs(left)));
  }
}

function holdsAsMatrix(forward: Tree, matrix: Tree, variables: readonly Variable[], moving: string, sizes?: ReadonlyMap<string, number>): void {
  for (let seed = 1; seed <= 2; seed++) {
    const setup = drawn(variables, seed, sizes);
    const h = setup.directions.get(moving);
    if (h === undefined) throw new Error('a value is missing');
    expect(distance(multiply(valueOf(matrix, setup), vec(h)), vec(valueOf(forward, setup)))).toBeLessThan(1e-10);
  }
}

describe('functions that are written with others', () => {
  test.each(names.filter((name) => WRITTEN_OUT.has(name)))('%s leaves no node of its own', (name) => {
    inArena(newArena(), () => {
      const [parameters = []] = parametersOf(name);
      const args = parameters.map(({ is, shape, dimension: of }, i) => (is === 'dimension' && of !== undefined ? dimension(of) : symbol(`x${i}`, shape ?? SCALAR, new Set<Property>())));
      const node = apply(name, args);
      expect(node.op === 'apply' && node.name === name && dependences(node).some(({ differential, operand }) => differential(operand) !== undefined), 'a node without a rule has no differential').toBe(false);
    });
  });
});

describe('maps', () => {
  /** Linear in E (n×n), e (n×1) or t, with everything a map is made of. */
  const maps = [
    ['E', 'A*E*B'], ['E', "A*E'*B"], ['E', 'A.*E'], ['E', 'tr(A*E)*B'], ['E', "x'*E*y"], ['E', 'diag(diagonal(E))'], ['E', 'diag(E*x)'], ['E', 'tril(E)*A'], ['E', 'A*triu(E)'], ['E', "(E + E')/2"], ['E', 'sum(E)*x'], ['E', 'rowsum(E)'],
    ['E', "colsum(A*E)'"], ['E', 'kron(A, E)'], ['E', 'kron(E, A)'], ['E', 'vec(A*E)'], ['E', 'frechet(expm, A, E)'], ['E', "A*(E.*B)*x"], ['E', 'vcat(E*A, B*E)'], ['E', 'hcat(E, A*E)'], ['E', 'blkdiag(E, A*E)'], ['E', "E*x*y' + diag(x)*E"],
    ['e', 'A*e'], ['e', "e*y'"], ['e', "(x'*e)*A"], ['e', 'diag(e)*A*x'], ['e', 'x.*e'], ['e', 'sum(e)*ones(n)'], ['e', "A*diag(e)*B"], ['e', "unvec(kron(e, x), n, n)"], ['e', "diagonal(x*e')"], ['e', 'e - x*mean(e)'],
    ['t', 't*A'], ['t', "t*x'*y"], ['t', 'A + t*eye(n) - A'],
  ] as const;
  test.each(maps)('in %s: %s', async (name, text) => {
    const { workbench } = await import('../algebra/express');
    const { pushforward, isBlocked } = await import('../../server/src/calculus/differentialOf');
    const bench = workbench('A, B, E : matrix(n, n)\nx, y, e : vector(n)\nt : scalar');
    const of = bench.expr(text), variable = bench.expr(name);
    bench.inside(() => {
      const map = pushforward(of, variable, hole(variable.shape)), forward = pushforward(of, variable, symbol(`d${name}`, variable.shape, new Set<Property>()));
      if (isBlocked(map) || isBlocked(forward)) throw new Error('the map has no differential');
      const back = adjoint(map, symbol('c', of.shape, new Set<Property>()), variable.shape);
      if (back === undefined) throw new Error('there is no adjoint');
      const variables = [...['A', 'B', 'E'].map((each) => variableOf(each, bench.expr('A').shape)), ...['x', 'y', 'e'].map((each) => variableOf(each, bench.expr('x').shape)), variableOf('t', SCALAR)];
      holdsAsAdjoint(notate(forward), notate(back), [...variables, variableOf('c', of.shape)], name);
      const matrix = name === 't' ? undefined : matrixOf(map, variable.shape);
      if (matrix !== undefined) holdsAsMatrix(notate(forward), notate(matrix), variables, name);
    });
  });
});
