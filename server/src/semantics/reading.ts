/**
 * Reads the statements of a file from top to bottom: binds every name, and gives every node a shape in unknowns, which the unifier
 * solves as it goes. What did not fit is kept as facts, to be worded when all shapes are known.
 */
import { statementAt } from '../syntax/positions';
import type { Statement, Tree } from '../syntax/tree';
import { unknownsOf } from './equation';
import { createEvidence } from './evidence';
import { createInference, type Inference } from './infer';
import type { Binding } from './meaning';
import { occurrencesIn, type Occurrences } from './occurrences';
import { fileFacts } from './reading/fileFacts';
import { createFindings, type Findings } from './reading/findings';
import { nothingGathered, type Gathered, type Layout } from './reading/gathered';
import { createMisfits } from './reading/misfits';
import { createNames } from './reading/names';
import { nameUnknowns } from './reading/naming';
import { createSettling } from './reading/settling';
import { createReader } from './reading/statements';
import { createScope, type Scope } from './scope';
import { newHistory, type Group, type History, type Settled } from './settled';
import { Terms } from './terms';
import { createUnifier, type Unifier } from './unify';

export interface Reading extends Readonly<Pick<Gathered, 'queries' | 'inners' | 'manifolds' | 'rules' | 'implicits'>> {
  readonly unifier: Unifier;
  readonly scope: Scope;
  readonly inference: Inference;
  readonly occurrences: Occurrences;
  readonly findings: Findings['all'];
  /** Statements whose meaning holds in later versions too, as long as what they refer to does. */
  readonly settled: ReadonlyMap<Statement, Settled>;
  /** The dimensions that got a name because nothing in the file names them. */
  readonly invented: ReadonlyMap<string, Binding>;
}

/**
 * `history`: what an earlier version of the file has left; it is added to. That a group of statements does not hold any more may show when some
 * of it has been taken over; then the file is read once more without it.
 */
export function readStatements(statements: readonly Statement[], defaultLayout: Layout, history: History = newHistory()): Reading {
  const open = incomplete(statements, history);
  for (;;) {
    const { reading, broken } = readOnce(statements, defaultLayout, history, open);
    if (broken.length === 0) return reading;
    for (const group of broken) open.add(group);
  }
}

/** The groups of the earlier version of which a statement is not there any more. */
function incomplete(statements: readonly Statement[], { settled }: History): Set<Group> {
  const counts = new Map<Group, number>();
  for (const { group } of settled.values()) if (group !== undefined) counts.set(group, 0);
  for (const statement of statements) { const group = settled.get(statement)?.group; if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1); }
  return new Set([...counts].filter(([group, count]) => count < group.statements).map(([group]) => group));
}

/** The unknowns of groups that may hold still. */
const unknownsOfGroups = ({ settled }: History, open: ReadonlySet<Group>): ReadonlySet<string> =>
  new Set([...new Set([...settled.values()].map(({ group }) => group))].flatMap((group) => (group === undefined || open.has(group) ? [] : group.found.flatMap(({ unknown, value }) => [unknown, ...unknownsOf(value)]))));

/** `open`: groups of the earlier version that do not hold. `broken`: more of these, which were found on the way; then the reading is of no use. */
function readOnce(statements: readonly Statement[], defaultLayout: Layout, history: History, open: ReadonlySet<Group>): { readonly reading: Reading; readonly broken: readonly Group[] } {
  const settled = new Map<Statement, Settled>();
  const settledAt = ({ span }: Tree): Settled | undefined => {
    const statement = settled.size === 0 ? undefined : statementAt({ statements }, span.start);
    return statement === undefined ? undefined : settled.get(statement);
  };
  const u = createUnifier(unknownsOfGroups(history, open));
  const scope = createScope({ cellOf: (node) => settledAt(node)?.names.get(node), calleeOf: (call) => settledAt(call)?.callees.get(call) });
  const terms = new Terms((tree) => settledAt(tree)?.shapes.get(tree));
  const occurrences = occurrencesIn(statements);
  const facts = fileFacts(occurrences);
  const findings = createFindings(u);
  const gathered = nothingGathered(defaultLayout);
  const names = createNames({ u, scope, occurrences, facts, findings, history });
  const misfits = createMisfits(u, terms, findings, (node) => names.unknownFunction(node));
  const evidence = createEvidence(u, scope, terms);
  const inference = createInference(u, { ...names, misfit: (what) => { misfits.report(what); }, visited: (node) => { evidence.visited(node); } }, terms);
  const settling = createSettling({ statements, u, scope, terms, facts, findings, gathered, history }, settled, (group) => open.has(group));
  const read = createReader({ u, scope, occurrences, inference, names, findings, gathered });

  for (const statement of statements) if (!settling.recall(statement)) settling.settling(statement, () => { read(statement); });

  // The two sides of an identity have one shape, unless the claim is false in that respect: the verdict on it will say so.
  for (const [left, right] of gathered.alike) {
    const [a, b] = [terms.get(left), terms.get(right)];
    if (a === undefined || b === undefined) continue;
    let differ = false;
    const total = (): number => { const { meant, other } = misfits.count(); return meant + other; };
    const before = total();
    u.trial(() => { u.equateShapes(a, b, () => { differ = true; }); }, () => !differ && total() === before);
  }
  for (const tree of gathered.scalars) evidence.wantScalar(tree);
  evidence.conclude();
  evidence.applyConvention(() => misfits.count());
  u.presumeRest();
  u.run();
  let invented: Reading['invented'] = new Map();
  settling.settleRest(() => { invented = nameUnknowns(u, scope, terms, occurrences); });

  return { reading: { ...gathered, unifier: u, scope, inference, occurrences, findings: findings.all, settled, invented }, broken: settling.broken() };
}
