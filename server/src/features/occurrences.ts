/** Every place where a name of the file stands, and what it stands for there. */
import type { Binding, Meaning } from '../semantics/meaning';
import { nameSpan } from '../syntax/derivativeNames';
import { partsOf, type SyntaxNode } from '../syntax/positions';
import type { Span } from '../syntax/tree';

export interface Occurrence {
  readonly span: Span;
  readonly binding: Binding;
  /** Here the name is declared or defined, or first used where it is neither. */
  readonly introduces: boolean;
}

const known = new WeakMap<Meaning, readonly Occurrence[]>();

/** All of them, in the order of the text. Found once per meaning. */
export function occurrencesIn(meaning: Meaning): readonly Occurrence[] {
  const found = known.get(meaning) ?? find(meaning);
  known.set(meaning, found);
  return found;
}

function find(meaning: Meaning): readonly Occurrence[] {
  const occurrences: Occurrence[] = [];
  const add = (span: Span, binding: Binding | undefined): void => {
    if (binding !== undefined) occurrences.push({ span, binding, introduces: span.start === binding.span.start && span.end === binding.span.end });
  };
  // In `posdef(n)` the one n is rows and columns.
  const seen = new Set<SyntaxNode>();
  const stack: SyntaxNode[] = [...meaning.statements];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (!('form' in node)) {
      if (node.kind === 'name') add(node.span, meaning.bindingOf(node));
      // The callee of a norm or a product sign is a mark, not a name; such calls have no binding.
      else if (node.kind === 'call') { const callee = meaning.calleeOf(node); add(callee === undefined ? node.calleeSpan : nameSpan(node, callee.name), callee); }
    }
    stack.push(...partsOf(node));
  }
  return occurrences.sort((a, b) => a.span.start - b.span.start);
}

/** The occurrence at an offset, its very end included. */
export function occurrenceAt(meaning: Meaning, offset: number): Occurrence | undefined {
  const occurrences = occurrencesIn(meaning);
  return occurrences.find(({ span }) => span.start <= offset && offset < span.end) ?? occurrences.find(({ span }) => span.end === offset);
}

export const occurrencesOf = (meaning: Meaning, binding: Binding): readonly Occurrence[] => occurrencesIn(meaning).filter((occurrence) => occurrence.binding === binding);
