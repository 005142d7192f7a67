/** The layout that is not a reader's but the file's. */
import type { Meaning, ResolvedQuery } from '../semantics/meaning';

/** What is written into a file does not change with the settings of whoever opens it: only a layout that the file states counts. */
export function statedLayout({ node, layout }: ResolvedQuery, { statements }: Meaning): ResolvedQuery['layout'] {
  return node.layout !== undefined || statements.some((statement) => statement.kind === 'layout' && statement.span.start < node.span.start) ? layout : 'variable';
}
