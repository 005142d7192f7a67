/** textDocument/documentLink: the first use of each function leads to where its rule is published. The first only: a page of links is hard to read. */
import type { Range } from '../../../protocol/position';
import { functionNamed } from '../operators/signatures';
import { treesOf } from '../semantics/occurrences';
import { postorder } from '../syntax/tree';
import type { Analysis } from '../service/analysis';
import { functionSource } from './explanation';

export interface Link { readonly range: Range; readonly url: string; readonly tooltip: string }

export function documentLinks({ parsed, meaning, embedded, rangeOf, isOwn }: Analysis): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set<string>();
  for (const statement of parsed.statements.filter(({ span }) => isOwn(span))) for (const tree of treesOf(statement)) for (const node of postorder(tree)) {
    if (node.kind !== 'call' || meaning.calleeOf(node) !== undefined) continue;
    const name = functionNamed(node.callee);
    const written = embedded.text.slice(node.calleeSpan.start, node.calleeSpan.end);
    if (name === undefined || seen.has(name) || written !== node.callee) continue;
    seen.add(name);
    const { title, url, statement: rule } = functionSource(name);
    links.push({ range: rangeOf(node.calleeSpan), url, tooltip: `${rule} (${title})` });
  }
  return links;
}
