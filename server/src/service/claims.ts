/** Claims: decided numerically at random points always, proved where the two sides have one canonical form, and explained where they fail. */
import { inArena, newArena } from '../algebra/arena';
import type { Expr } from '../algebra/expression';
import { isByFreeEntries, isProvedEqual, missingFactor, termDifference } from '../calculus/claim';
import type { Verdict } from '../calculus/result';
import { isTooLong } from '../presentation/shortened';
import { express } from '../semantics/express';
import type { ResolvedClaim } from '../semantics/meaning';
import { describeShape } from '../semantics/wording';
import type { Shape } from '../shapes/shape';
import { printTree } from '../syntax/print';
import { printStatement } from '../syntax/printStatement';
import type { Tree } from '../syntax/tree';
import type { Answer, ClaimAnswer, ClaimVerdict, FileFix } from './analysis';
import { answersTo, uninterrupted } from './answers';
import { nameOf } from './quantities';
import type { Checking } from './rooms';
import type { Context, Finding } from './context';
import { dependenciesOf } from './dependencies';
import type { Difference } from './checking';

type Found = Omit<ClaimVerdict, 'fixes'>;

export function claimAnswer(claim: ResolvedClaim, id: string, context: Context): ClaimAnswer {
  const { node, query } = claim;
  const { memo, rooms } = context;
  const answer = query === undefined ? undefined : answersTo(query, id, context).answers[0];
  let finding: Finding | undefined;
  const known = (): Finding => finding ??= memo.at(keyOf(claim, context), () => ({}));
  const whole = (found: Found): ClaimVerdict => ({ ...found, fixes: fixesFor(claim, found, context) });
  return {
    id, claim, answer,
    get text() { return context.embedded.text.slice(node.span.start, node.span.end).trim().replace(/\s+/gu, ' ') || (printStatement(node) ?? ''); },
    get range() { return context.rangeOf(node.span); },
    get verdict() { const found = known().claim; return found === undefined ? undefined : whole(found); },
    check: async () => {
      const remembered = known();
      remembered.claim ??= judged(claim, answer, context, await rooms.checking());
      return whole(remembered.claim);
    },
  };
}

/** A fact about the claim, whichever version of the file it is asked in. */
const keys = new WeakMap<ResolvedClaim, string>();

function keyOf(claim: ResolvedClaim, context: Context): string {
  const key = keys.get(claim) ?? keyFor(claim, context);
  keys.set(claim, key);
  return key;
}

function keyFor({ node, query }: ResolvedClaim, { meaning, embedded }: Context): string {
  const left = node.left.kind === 'query' ? [node.left.of, ...node.left.wrt, ...(node.left.along === undefined ? [] : [node.left.along])] : [node.left];
  const asked = node.left.kind === 'query' ? `${node.left.word} ${query?.wrt.map(({ name }) => name).join(' ') ?? ''} ${node.left.unstructured ? 'unstructured' : ''} ${query?.layout ?? ''} ${node.left.order ?? ''} ${node.left.as?.form ?? ''}` : '';
  return dependenciesOf([...left, node.right], meaning, embedded.text, `check ${asked}`).key;
}

function judged({ node, query }: ResolvedClaim, answer: Answer | undefined, context: Context, checking: Checking): Found {
  const { meaning } = context;
  const offset = node.span.end;
  if (node.left.kind !== 'query' || query === undefined || answer === undefined) {
    const left = node.left.kind === 'query' ? node.left.of : node.left;
    const verdict = uninterrupted(() => checking.verdictOnIdentity(left, node.right, meaning, offset));
    if (verdict.verdict !== 'fail') return { verdict, proved: isIdentityProved(left, node.right, context), actual: undefined, message: messageFor(verdict) };
    const difference = differenceOr(() => checking.differenceBetween(left, node.right, meaning, offset));
    const how = (difference.how === 'differs' ? apart(left, node.right, context) : undefined) ?? explained(difference, 'left side', verdict.reason, [meaning.shapeOf(left), meaning.shapeOf(node.right)]);
    return { verdict: { ...verdict, reason: how }, proved: false, actual: undefined, message: `This does not hold: ${how}.` };
  }
  if (query.wrt.length > 1) return { verdict: { verdict: 'unchecked', reason: 'a claim is about one variable' }, proved: false, actual: undefined, message: 'A claim is about one variable: write one line per variable.' };
  const { variable, derivation } = answer;
  const question = { query, variable, meaning };
  const verdict = uninterrupted(() => checking.verdictOn(question, node.right, derivation));
  if (verdict.verdict !== 'fail') return { verdict, proved: derivation !== undefined && isProved(answer, node.right, context), actual: derivation?.tree, message: messageFor(verdict) };
  if (derivation === undefined) return { verdict, proved: false, actual: undefined, message: `This does not hold: ${verdict.reason}.` };
  const difference = differenceOr(() => checking.differenceFrom(derivation, node.right, question, offset));
  // What is offered as the right answer has to be right itself.
  const isRight = uninterrupted(() => checking.verdictOn(question, derivation.tree, derivation)).verdict === 'pass';
  const how = apartFrom(answer, node.right, difference, context) ?? explained(difference, nameOf(query.node.word), verdict.reason, [derivation.shape, meaning.shapeOf(node.right)]);
  return {
    verdict: { ...verdict, reason: how }, proved: false, actual: isRight ? derivation.tree : undefined,
    message: `This does not hold: ${how}.${isRight && !isTooLong(derivation.tree) ? ` The ${nameOf(query.node.word)} is ${printTree(derivation.tree)}.` : ''}`,
  };
}

const messageFor = (verdict: Verdict): string => (verdict.verdict === 'unchecked' ? `This could not be checked: ${verdict.reason}.` : 'This holds.');

function differenceOr(compare: () => Difference): Difference {
  try { return compare(); } catch { return { how: 'differs' }; }
}

/** How the right side differs from `what`. `shapes`: those of both, as far as they are known; what was tried has numbers for dimensions. */
function explained(difference: Difference, what: string, reason: string, [actual, claimed]: readonly [Shape | undefined, Shape | undefined]): string {
  const transposed = what === 'gradient' ? 'the right side is the transpose of the gradient (the Jacobian, a row)' : `the right side is the transpose of the ${what}`;
  switch (difference.how) {
    case 'transposed': return difference.factor === undefined ? transposed : `${transposed}, times ${difference.factor}`;
    case 'factor': return `the right side is ${difference.factor} times the ${what}`;
    case 'sign': return `the right side has the opposite sign of the ${what}`;
    case 'shape': {
      const [is, claims] = actual === undefined || claimed === undefined || actual === claimed ? [difference.actual.join('×'), difference.claimed.join('×')] : [describeShape(actual), describeShape(claimed)];
      return `the ${what} is ${is} where the right side is ${claims}`;
    }
    case 'onlyIf': return `it is true only for ${difference.property} ${difference.variable}, and ${difference.variable} is not declared so`;
    case 'none': case 'differs': case 'unknown': return reason;
  }
}

/** How the right side differs from an answer, in the terms of both; undefined where numbers tell it better. */
function apartFrom({ query, derivation, variable }: Answer, right: Tree, { how }: Difference, { meaning }: Context): string | undefined {
  if (derivation === undefined) return undefined;
  return attempted(() => inArena(derivation.arena, () => {
    const claimed = express(right, meaning, {}), name = nameOf(query.node.word);
    if ('message' in claimed) return undefined;
    const actual = derivation.expression;
    if (query.node.word === 'gradient' && variable.properties.has('symmetric') && isByFreeEntries(actual, claimed.expr)) return `the right side is the derivative by the entries of ${variable.name} each taken once, where those off the diagonal count twice: that is 'as vech'`;
    if (how === 'differs') return termsApart(actual, claimed.expr, name) ?? factorApart(actual, claimed.expr);
    return how === 'shape' || how === 'onlyIf' ? factorApart(actual, claimed.expr) : undefined;
  }));
}

/** The same of two sides that are both stated. */
const apart = (left: Tree, right: Tree, { meaning }: Context): string | undefined => attempted(() => inArena(newArena(), () => {
  const [a, b] = [express(left, meaning, {}), express(right, meaning, {})];
  return 'message' in a || 'message' in b ? undefined : termsApart(a.expr, b.expr, 'left side') ?? factorApart(a.expr, b.expr);
}));

/** "the right side lacks the term λ*w", where the rest agrees term by term. */
function termsApart(actual: Expr, claimed: Expr, what: string): string | undefined {
  const found = termDifference(actual, claimed);
  const lacks = found?.missing === undefined ? undefined : `lacks the term ${printTree(found.missing)}`;
  const has = found?.extra === undefined ? undefined : `has ${printTree(found.extra)} too much`;
  const turned = found?.flipped === undefined ? undefined : `has ${printTree(found.flipped)} with the opposite sign`;
  const scaled = found?.scaled === undefined ? undefined : `has ${printTree(found.scaled.claimed)} where the ${what} has ${printTree(found.scaled.actual)}`;
  const parts = [lacks, has, turned, scaled].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `the right side ${parts.join(' and ')}`;
}

const PLACES = { left: ' on the left', right: ' on the right', entries: ', entry by entry', scalars: '' } as const;

/** "the right side lacks the factor X' on the left". */
function factorApart(actual: Expr, claimed: Expr): string | undefined {
  const found = missingFactor(actual, claimed);
  return found && `the right side lacks the factor ${printTree(found.factor)}${PLACES[found.at]}`;
}

function isProved({ query, variable, derivation }: Answer, right: Tree, { meaning }: Context): boolean {
  if (derivation === undefined) return false;
  return attempt(() => inArena(derivation.arena, () => {
    const claimed = express(right, meaning, {});
    return !('message' in claimed) && isProvedEqual(derivation.expression, claimed.expr) && !(query.node.unstructured && variable.properties.size > 0);
  }));
}

function isIdentityProved(left: Tree, right: Tree, { meaning }: Context): boolean {
  return attempt(() => {
    const [a, b] = [express(left, meaning, {}), express(right, meaning, {})];
    return !('message' in a) && !('message' in b) && isProvedEqual(a.expr, b.expr);
  });
}

function attempt(prove: () => boolean): boolean {
  try { return prove(); } catch { return false; }
}

function attempted(explain: () => string | undefined): string | undefined {
  try { return explain(); } catch { return undefined; }
}

function fixesFor({ node }: ResolvedClaim, { verdict, actual }: Found, { embedded, rangeOf }: Context): readonly FileFix[] {
  if (verdict.verdict !== 'fail' || actual === undefined || isTooLong(actual)) return [];
  const text = printTree(actual);
  return [{ title: `Replace by ${text.length > 60 ? 'the right answer' : text}`, edits: [{ range: rangeOf(node.right.span), newText: embedded.hostText(node.right.span.start, text) }] }];
}
