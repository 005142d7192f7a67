/** Typst documents, compiled by Typst. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

let compiler: NodeCompiler | undefined;

/** What the compiler has against a document: errors and warnings. */
export function complaints(document: string): readonly string[] {
  compiler ??= NodeCompiler.create();
  const made = compiler.compile({ mainFileContent: document });
  const found = made.takeError() ?? made.takeWarnings();
  compiler.evictCache(30);
  return found === null ? [] : (compiler.fetchDiagnostics(found) as readonly { readonly message: string }[]).map(({ message }) => message);
}
