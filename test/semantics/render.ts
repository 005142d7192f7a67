/** Renders what a text means, for tests: shapes of names, queries and diagnostics with the text they underline. */
import { showShape } from '../../server/src/shapes/shape';
import { parseDocument } from '../../server/src/syntax/parse';
import { understand } from '../../server/src/semantics/understand';
import type { Binding, Diagnostic, Meaning } from '../../server/src/semantics/meaning';

export const meaningOf = (text: string, options?: Parameters<typeof understand>[1]): Meaning => understand(parseDocument(text), options);

export function showBinding(binding: Binding): string {
  switch (binding.kind) {
    case 'variable': return `${binding.name} : ${showShape(binding.shape)}${binding.origin === 'inferred' ? ' inferred' : ''}${binding.properties.size === 0 ? '' : ` ${[...binding.properties].join(' ')}`}`;
    case 'definition': return `${binding.name}${binding.parameters.length === 0 ? '' : `(${binding.parameters.map(({ name }) => name).join(', ')})`} : ${binding.shape === undefined ? '?' : showShape(binding.shape)}`;
    case 'dimension': return `${binding.name} = ${binding.dimension.key}`;
    case 'function': return `${binding.name} : ${binding.parameters.map(showShape).join(', ')} -> ${showShape(binding.result)}`;
    case 'index': return `${binding.name} index`;
  }
}

/** Variables, definitions and functions, one a line; dimensions too where their value is not their name. */
export const shapesIn = (text: string): string => meaningOf(text).bindings
  .filter((binding) => binding.kind !== 'index' && (binding.kind !== 'dimension' || binding.dimension.key !== binding.name))
  .map(showBinding).join('\n');

/** `error shape-mismatch at «*»: message`, then related places and fixes applied. */
export function showDiagnostic(text: string, { severity, code, message, span, related, fixes }: Diagnostic): string {
  const lines = [`${severity} ${code} at «${text.slice(span.start, span.end)}»: ${message}`];
  for (const place of related) lines.push(`  see «${text.slice(place.span.start, place.span.end)}» at ${place.span.start}: ${place.message}`);
  for (const fix of fixes) lines.push(`  fix: ${fix.title} → ${lineAround(text.slice(0, fix.span.start) + fix.replacement + text.slice(fix.span.end), fix.span.start)}`);
  return lines.join('\n');
}

const lineAround = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, ((end) => (end < 0 ? text.length : end))(text.indexOf('\n', offset))).trim();

export const problemsIn = (text: string): string => meaningOf(text).diagnostics.map((diagnostic) => showDiagnostic(text, diagnostic)).join('\n');

/** `gradient f wrt w [n]` for each query that is answered. */
export const queriesIn = (text: string): string => meaningOf(text).queries
  .map(({ node, ofName, wrt, layout }) => `${node.word} ${ofName ?? '…'} wrt ${wrt.map((variable) => `${variable.name}:${showShape(variable.shape)}`).join(', ')} (${layout})`).join('\n');
