/** What every message is made with: a diagnostic, and the edits that mend an expression. */
import { binary, transposed } from '../syntax/build';
import { printTree } from '../syntax/print';
import type { Span, Tree } from '../syntax/tree';
import type { Diagnostic, DiagnosticCode, Fix } from './meaning';
import { placeOf, replacementFor, sourceOf, type Facts, type Side } from './wording';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;

interface Extra { readonly related?: Diagnostic['related']; readonly fixes?: readonly (Fix | undefined)[] }

export function diagnostic(severity: Diagnostic['severity'], code: DiagnosticCode, message: string, span: Span, { related = [], fixes = [] }: Extra = {}): Diagnostic {
  return { severity, code, message, span, related, fixes: fixes.filter((fix): fix is Fix => fix !== undefined) };
}

export const error = (code: DiagnosticCode, message: string, span: Span, extra?: Extra): Diagnostic => diagnostic('error', code, message, span, extra);

export const lengthOf = ({ start, end }: Span): number => end - start;
export const replace = (title: string, span: Span, replacement: string): Fix => ({ title, span, replacement });

/** Whether a quote written directly behind the text of a tree transposes all of it. */
export const isAtomic = (tree: Tree): boolean => tree.kind === 'name' || tree.kind === 'call' || tree.kind === 'index' || tree.kind === 'block';

/** `node` with one operand transposed: a quote inserted, or removed, or the expression written anew. */
export function transposeFix(node: BinaryTree, side: 'left' | 'right', why?: string): Fix | undefined {
  const operand = node[side];
  const flipped = operand.kind === 'transpose' ? operand.operand : transposed(operand);
  const whole = replacementFor(binary(node.operator, side === 'left' ? flipped : node.left, side === 'right' ? flipped : node.right), lengthOf(node.span));
  if (whole === undefined) return undefined;
  const title = `Use ${whole}${why === undefined ? '' : ` (${why})`}`;
  if (isAtomic(operand)) return replace(title, { start: operand.span.end, end: operand.span.end }, "'");
  return operand.kind === 'transpose' ? replace(title, operand.span, printTree(operand.operand)) : replace(title, node.span, whole);
}

export function operatorFix(node: BinaryTree, operator: BinaryTree['operator'], why: string): Fix | undefined {
  const whole = replacementFor(binary(operator, node.left, node.right), lengthOf(node.span));
  return whole === undefined ? undefined : replace(`Use ${whole} (${why})`, node.operatorSpan, operator);
}

export const wholeFix = (node: Tree, tree: Tree, why: string): Fix | undefined => {
  const whole = replacementFor(tree, lengthOf(node.span));
  return whole === undefined ? undefined : replace(`Use ${whole} (${why})`, node.span, whole);
};

export function places(facts: Facts, ...sides: readonly (readonly [Tree, Side])[]): Diagnostic['related'] {
  const found = sides.flatMap(([tree, side]) => placeOf(sourceOf(tree, side, facts), facts));
  return found.filter((place, i) => found.findIndex((other) => other.span.start === place.span.start && other.message === place.message) === i);
}
