/** One reader for each kind of statement. */
import type { Statement } from '../../syntax/tree';
import type { Inference } from '../infer';
import type { Occurrences } from '../occurrences';
import type { Scope } from '../scope';
import type { Unifier } from '../unify';
import { createAskingReaders } from './asking';
import { createBindingReaders } from './binding';
import type { Findings } from './findings';
import type { Gathered } from './gathered';
import type { Names } from './names';

/** What readers work with. */
export interface ReadingOf {
  readonly u: Unifier;
  readonly scope: Scope;
  readonly occurrences: Occurrences;
  readonly inference: Inference;
  readonly names: Names;
  readonly findings: Findings;
  /** Added to by the readers. */
  readonly gathered: Gathered;
}

export type Readers = { readonly [K in Statement['kind']]: (statement: Extract<Statement, { kind: K }>) => void };

/** Reads a statement: binds its names, gives its nodes shapes, and gathers what it says. */
export function createReader(of: ReadingOf): (statement: Statement) => void {
  const binding = createBindingReaders(of);
  const asking = createAskingReaders(of);
  return (statement) => {
    switch (statement.kind) {
      case 'declaration': binding.declaration(statement); return;
      case 'definition': binding.definition(statement); return;
      case 'manifold': binding.manifold(statement); return;
      case 'inner': binding.inner(statement); return;
      case 'implicit': binding.implicit(statement); return;
      case 'rule': binding.rule(statement); return;
      case 'query': asking.query(statement); return;
      case 'claim': asking.claim(statement); return;
      case 'layout': asking.layout(statement); return;
      case 'unreadable': return;
    }
  };
}
