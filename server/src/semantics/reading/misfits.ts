/** What does not fit: counted while shapes are sought, worded when they are known. */
import type { DeclarationProblem } from '../declarations';
import * as say from '../diagnostics';
import type { Misfit } from '../infer';
import type { CallNode, NameNode, Tree } from '../../syntax/tree';
import type { Shape } from '../../shapes/shape';
import type { Diagnostic } from '../meaning';
import type { Unifier } from '../unify';
import type { Facts } from '../wording';
import type { Problems } from '../evidence';
import type { Findings } from './findings';

export interface Misfits {
  report(what: Misfit): void;
  /** How many there are so far. */
  count(): Problems;
}

/** `unknownFunction`: what to say of a call that means nothing where it stands. */
export function createMisfits(u: Unifier, terms: ReadonlyMap<Tree, Shape>, findings: Findings, unknownFunction: (node: CallNode) => Diagnostic): Misfits {
  const problems = { meant: 0, other: 0 };

  /** Two columns multiplied, or a column beside a matrix: see `Problems`. */
  function isMeant(what: Misfit): boolean {
    if (what.kind !== 'operands' || what.clash !== 'operands') return false;
    const columns = [what.node.left, what.node.right].filter((side) => { const term = terms.get(side); return term !== undefined && u.extent(term.cols) === 'one'; }).length;
    switch (what.node.operator) {
      case '*': return columns === 2;
      case '+': case '-': case '.*': case './': return columns === 1;
      case '/': case '\\': case '^': case '.^': return false;
    }
  }

  return {
    report: (what) => {
      if (what.kind === 'unknownFunction') { const diagnostic = unknownFunction(what.node); findings.report(() => diagnostic, what.node); return; }
      const counted = isMeant(what) ? 'meant' : 'other';
      problems[counted]++;
      u.undoable(() => { problems[counted]--; });
      findings.report((facts) => word(what, facts), what.node);
    },
    count: () => ({ ...problems }),
  };
}

/** What is wrong with a declaration, in words. */
export function wordDeclaration(problem: DeclarationProblem, names: readonly NameNode[]): Diagnostic {
  switch (problem.kind) {
    case 'unknownAdjective': return say.unknownAdjective(problem.word, problem.span);
    case 'unknownManifold': return say.unknownManifold(problem.word, problem.span);
    case 'manifoldInFront': return say.manifoldInFront(problem.manifold, problem.span);
    case 'noSuchManifold': return say.noSuchManifold(problem.manifold, problem.shape, problem.span);
    case 'notSquare': return say.notSquare(problem.adjective, problem.shape, names, problem.span);
    case 'badDimension': return say.badDimension(problem.tree);
  }
}

/** A misfit in words. */
function word(what: Misfit, facts: Facts): Diagnostic | undefined {
  switch (what.kind) {
    case 'operands': return say.operandMismatch(what.node, what.clash, facts);
    case 'argument': return say.argumentMismatch(what.node, what.position, what.pattern, what.wanted, facts);
    case 'parameter': return say.parameterMismatch(what.node, what.position, what.wanted, facts);
    case 'argumentCount': return say.argumentCount(what.node, what.wanted);
    case 'unknownFunction': return say.unknownFunction(what.node, [], undefined);
    case 'notElementwise': return say.notElementwise(what.node);
    case 'notADimension': return say.notADimension(what.node, what.position, what.parameter);
    case 'indexCount': return say.indexCount(what.node, facts);
    case 'indexRange': return say.indexRange(what.node, what.position, what.size, what.reach, facts);
    case 'indexShape': return say.indexShape(what.node, what.position, facts);
    case 'bound': return say.boundMismatch(what.bound);
    case 'block': return say.blockMismatch(what.node, what.row, what.block, facts);
  }
}
