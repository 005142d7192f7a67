/**
 * What settles the shapes that unification leaves open: evidence from how names are used, then the spelling convention.
 *
 * Evidence never contradicts what is known; it only makes a choice among what is possible. A name that is transposed, summed over or
 * multiplied by a matrix is no scalar; what is differentiated by `gradient` should be a scalar, and so should its terms; terms of a sum
 * are alike. The convention is tried on one name after the other and withdrawn where the uses of the name contradict it.
 */
import { functionNamed } from '../operators/signatures';
import { ONE } from '../shapes/dimension';
import { SCALAR, type Shape } from '../shapes/shape';
import type { CallNode, IndexNode, NameNode, Tree } from '../syntax/tree';
import type { DefinitionCell, Scope, VariableCell } from './scope';
import { patternFor } from './signatures';
import { spellingOf, type Spelling } from './spelling';
import type { Unifier } from './unify';

/**
 * `array`: used as a vector or matrix; `factor`: multiplied with something that is no plain number or name; `matrix`: an argument of a function
 * of square matrices; `samples`: `x[i]` is used as a vector.
 */
type Use = 'array' | 'factor' | 'matrix' | 'samples';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;

/**
 * How much does not fit so far. `meant` counts two columns that are multiplied, or a column beside a matrix in `+` or `.*`: there a vector is
 * what the reader meant, and the convention is not to turn it into something else that would happen to fit.
 */
export interface Problems { readonly meant: number; readonly other: number }

export interface Evidence {
  /** Notes what a node says about the names in it; its operands have been visited. */
  visited(node: Tree): void;
  /** Takes `tree` to be a scalar where that is possible and open. */
  wantScalar(tree: Tree): void;
  /** Draws the conclusions that need the whole file. */
  conclude(): void;
  /** Applies the spelling convention to every inferred variable that is still open. */
  applyConvention(problems: () => Problems): void;
}

/** Chains of products longer than this are not searched for transposes. */
const LONGEST_CHAIN_READ = 64;

const isElementwiseCall = (node: CallNode): boolean => {
  const name = functionNamed(node.callee);
  return node.elementwise === true || (name !== undefined && patternFor(name, node.arguments.length)?.elementwise === true);
};

export function createEvidence(u: Unifier, scope: Scope, terms: ReadonlyMap<Tree, Shape>): Evidence {
  const uses = new Map<VariableCell, Set<Use>>();
  const marked = new Set<Tree>();
  const wanted = new Set<Tree>();
  const sums: BinaryTree[] = [];
  /** Exponents, and names before a vector of ones: `b*ones(n)`. */
  const likelyScalars: Tree[] = [];

  const inferredCell = (node: NameNode): VariableCell | undefined => {
    const cell = scope.cellOf(node);
    return cell?.kind === 'variable' && cell.origin === 'inferred' ? cell : undefined;
  };
  const kindOf = (tree: Tree): 'scalar' | 'array' | 'open' => { const term = terms.get(tree); return term === undefined ? 'open' : u.kind(term); };
  const usesOf = (cell: VariableCell): ReadonlySet<Use> => uses.get(cell) ?? new Set();
  const note = (node: Tree, use: Use): void => {
    const cell = node.kind === 'name' ? inferredCell(node) : undefined;
    if (cell === undefined) return;
    const known = uses.get(cell);
    if (known === undefined) uses.set(cell, new Set([use])); else known.add(use);
  };

  const isArray = (cell: VariableCell): boolean => { const found = usesOf(cell); return found.has('array') || found.has('matrix') || found.has('samples'); };

  /** `tree` stands where a vector or matrix is expected. */
  function markArray(tree: Tree): void {
    const stack = [tree];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (marked.has(node)) continue;
      marked.add(node);
      switch (node.kind) {
        case 'name': note(node, 'array'); break;
        case 'negate': case 'transpose': stack.push(node.operand); break;
        case 'binary': if (node.operator === '+' || node.operator === '-') stack.push(node.left, node.right); break;
        case 'call': if (isElementwiseCall(node)) stack.push(...node.arguments); break;
        case 'index': if (isSample(node)) note(node.object, 'samples'); break;
        case 'number': case 'block': case 'sumOver': case 'where': case 'missing': break;
      }
    }
  }

  const isSample = (node: IndexNode): boolean => node.indices.length === 1 && node.indices[0] !== 'all';

  const looksMatrix = (tree: Tree): boolean => {
    const node = tree.kind === 'binary' && tree.operator === '*' ? tree.right : tree;
    return node.kind === 'transpose' || (node.kind === 'name' && spellingOf(node.name) === 'matrix' && scope.cellOf(node)?.kind === 'variable') || (node.kind !== 'name' && kindOf(node) === 'array');
  };

  function visited(node: Tree): void {
    switch (node.kind) {
      case 'transpose': markArray(node.operand); return;
      case 'binary':
        switch (node.operator) {
          case '+': case '-': if (kindOf(node.left) === 'open' || kindOf(node.right) === 'open') sums.push(node); return;
          case '*': case '\\':
            if (looksMatrix(node.left)) markArray(node.right);
            for (const [side, beside] of [[node.left, node.right], [node.right, node.left]] as const) {
              if (beside.kind !== 'number') note(side.kind === 'transpose' ? side.operand : side, 'factor');
              if (side.kind === 'name' && spellingOf(side.name) === 'vector' && beside.kind === 'call' && functionNamed(beside.callee) === 'ones') likelyScalars.push(side);
            }
            return;
          case '.^': if (node.left.kind !== 'number') likelyScalars.push(node.right); return;
          case '/': case '.*': case './': case '^': return;
        }
        return;
      case 'call': {
        const name = functionNamed(node.callee);
        const pattern = name === undefined ? undefined : patternFor(name, node.arguments.length);
        if (pattern === undefined || pattern.elementwise || scope.calleeOf(node) !== undefined) return;
        pattern.parameters.forEach((parameter, i) => {
          const argument = node.arguments[i];
          if (argument === undefined || parameter.kind !== 'shape' || (parameter.shape.rows === ONE && parameter.shape.cols === ONE)) return;
          if (name === 'max' || name === 'min') { if (node.arguments.length === 1) markArray(argument); return; }
          markArray(argument);
          if (parameter.shape.rows === parameter.shape.cols) note(argument.kind === 'transpose' ? argument.operand : argument, 'matrix');
        });
        return;
      }
      default: return;
    }
  }

  function wantScalar(tree: Tree): void {
    const stack = [tree];
    const want = (node: Tree): void => { stack.push(node); };
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (wanted.has(node)) continue;
      wanted.add(node);
      switch (node.kind) {
        case 'name': {
          const cell = scope.cellOf(node);
          if (cell?.kind === 'definition') want(cell.value);
          const inferred = inferredCell(node);
          if (inferred !== undefined && !isArray(inferred) && u.kind(inferred.term) === 'open') u.equateShapes(inferred.term, SCALAR, () => undefined);
          break;
        }
        case 'negate': case 'transpose': want(node.operand); break;
        case 'sumOver': case 'where': want(node.body); break;
        case 'binary':
          switch (node.operator) {
            case '+': case '-': case '.*': case './': case '^': case '.^': want(node.left); want(node.right); break;
            case '/': want(node.left); break;
            case '\\': want(node.right); break;
            case '*': wantProduct(node, want); break;
          }
          break;
        case 'call': {
          const callee = scope.calleeOf(node);
          if (callee?.kind === 'definition') want((callee satisfies DefinitionCell).value);
          else if (callee === undefined && (isElementwiseCall(node) || ((node.callee === 'max' || node.callee === 'min') && node.arguments.length === 2))) node.arguments.forEach(want);
          break;
        }
        case 'number': case 'index': case 'block': case 'missing': break;
      }
    }
  }

  /** Of a product that should be a scalar: once one factor is known to be one, so should the other be. */
  function wantProduct(node: BinaryTree, want: (tree: Tree) => void): void {
    const factors = chain(node);
    if (factors !== undefined && factors.every((factor) => kindOf(factor) !== 'array' && factor.kind !== 'transpose' && !(factor.kind === 'name' && spellingOf(factor.name) === 'matrix'))) {
      factors.forEach(want);
      return;
    }
    const { left, right } = node;
    u.post(() => {
      const [l, r] = [kindOf(left), kindOf(right)];
      if (l === 'scalar' || r === 'scalar') { wantScalar(l === 'scalar' ? right : left); return 'settled'; }
      const result = terms.get(node);
      if (l === 'array' && r === 'array' && result !== undefined) {
        if (u.kind(result) === 'open') u.equateShapes(result, SCALAR, () => undefined);
        return 'settled';
      }
      return [left, right].flatMap((side) => { const term = terms.get(side); return term === undefined ? [] : [term.rows, term.cols]; });
    });
  }

  function chain(node: BinaryTree): readonly Tree[] | undefined {
    const factors: Tree[] = [];
    let at: Tree = node;
    while (at.kind === 'binary' && at.operator === '*') {
      factors.push(at.right);
      if (factors.length > LONGEST_CHAIN_READ) return undefined;
      at = at.left;
    }
    return [...factors, at];
  }

  /** A number, a name or a product of these: added to something else, it may well be meant for every entry. */
  function isPlain(tree: Tree): boolean {
    let at = tree;
    for (let i = 0; i < LONGEST_CHAIN_READ; i++) {
      if (at.kind === 'negate') at = at.operand;
      else if (at.kind === 'binary' && (at.operator === '*' || at.operator === '/') && (at.right.kind === 'number' || at.right.kind === 'name')) at = at.left;
      else return at.kind === 'number' || at.kind === 'name';
    }
    return false;
  }

  function conclude(): void {
    for (const [cell, found] of uses) if (found.has('samples')) { u.presumeMany(cell.term.rows); u.presumeMany(cell.term.cols); }
    for (const tree of likelyScalars) wantScalar(tree);
    for (const { left, right } of sums) {
      u.post(() => {
        const [l, r] = [kindOf(left), kindOf(right)];
        if (l === 'scalar' && r === 'open' && !isPlain(left)) { wantScalar(right); return 'settled'; }
        if (r === 'scalar' && l === 'open' && !isPlain(right)) { wantScalar(left); return 'settled'; }
        if (l === 'array' || r === 'array' || (l === 'scalar' && r === 'scalar')) return 'settled';
        return [left, right].flatMap((side) => { const term = terms.get(side); return term === undefined ? [] : [term.rows, term.cols]; });
      });
    }
    u.run();
  }

  /** The forms a name may take, the likeliest first. */
  function forms(cell: VariableCell): readonly Spelling[] {
    const found = usesOf(cell);
    if (found.has('samples')) return ['matrix', 'vector'];
    switch (spellingOf(cell.name)) {
      case 'matrix': return ['matrix', 'vector', 'scalar'];
      case 'scalar': return found.has('matrix') ? ['matrix', 'scalar', 'vector'] : found.has('array') ? ['vector', 'scalar', 'matrix'] : ['scalar', 'vector', 'matrix'];
      case 'vector': return found.has('matrix') ? ['matrix', 'vector', 'scalar'] : found.has('array') ? ['vector', 'matrix', 'scalar'] : ['vector', 'scalar', 'matrix'];
    }
  }

  function impose(cell: VariableCell, form: Spelling, otherwise: () => void): void {
    const { term } = cell;
    switch (form) {
      case 'scalar': u.equateShapes(term, SCALAR, otherwise); return;
      case 'vector': u.equate(term.cols, ONE, otherwise); u.presumeMany(term.rows); return;
      case 'matrix': u.presumeMany(term.rows); u.presumeMany(term.cols); return;
    }
  }

  function applyConvention(problems: () => Problems): void {
    const decided = (cell: VariableCell): boolean => u.extent(cell.term.rows) !== 'open' && u.extent(cell.term.cols) !== 'open';
    /** Names whose form is plain from their use come first, so that their shapes are evidence for the others. */
    const rank = (cell: VariableCell): number => {
      const found = usesOf(cell);
      if (found.has('samples')) return 0;
      switch (forms(cell)[0]) {
        case 'scalar': return 1;
        case 'matrix': return found.has('factor') || found.has('matrix') ? 2 : 4;
        default: return isArray(cell) ? 3 : 4;
      }
    };
    const open = scope.cells().filter((cell): cell is VariableCell => cell.kind === 'variable' && cell.origin === 'inferred').map((cell) => ({ cell, rank: rank(cell) })).sort((a, b) => a.rank - b.rank);
    for (const { cell } of open) {
      if (decided(cell)) continue;
      const likeliest = forms(cell);
      const before = problems();
      const broken = u.brokenPresumptions();
      const tried = likeliest.some((form, i) => {
        let impossible = false;
        return u.trial(() => { impose(cell, form, () => { impossible = true; }); }, () => {
          const after = problems();
          return !impossible && after.other <= before.other && u.brokenPresumptions() === broken && (after.meant <= before.meant || (i === 0 && form === 'vector'));
        });
      });
      const [first] = likeliest;
      if (!tried && first !== undefined) { impose(cell, first, () => undefined); u.run(); }
    }
  }

  return { visited, wantScalar, conclude, applyConvention };
}
