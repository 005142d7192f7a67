/** Extract to a definition: the selected expression gets a name on a line before its statement. */
import { isColumn, isRow, isScalar, type Shape } from '../../shapes/shape';
import { functionNamed } from '../../operators/signatures';
import { lex } from '../../syntax/lex';
import { postorder } from '../../syntax/tree';
import type { Range } from '../../../../protocol/position';
import type { Analysis } from '../../service/analysis';
import type { Action } from '../codeActions';
import { selected } from './selected';

export function extract(analysis: Analysis, range: Range): readonly Action[] {
  const { embedded, meaning, rangeOf } = analysis;
  const found = selected(analysis, range);
  if (found === undefined) return [];
  const { tree, span, statement } = found;
  const shape = meaning.shapeOf(tree);
  if (shape === undefined || tree.kind === 'name' || tree.kind === 'number') return [];
  if (statement.kind !== 'definition' && statement.kind !== 'query' && statement.kind !== 'claim') return [];
  // An index, a part named by `where` and a parameter mean something inside the statement only.
  const local = postorder(tree).some((node) => {
    const binding = node.kind === 'name' ? meaning.bindingOf(node) : undefined;
    return binding !== undefined && (binding.kind === 'index' || (binding.kind === 'definition' && binding.span.start >= statement.span.start)
      || (statement.kind === 'definition' && statement.parameters?.some((parameter) => meaning.bindingOf(parameter) === binding) === true));
  });
  if (local) return [];
  const name = freeName(shape, embedded.text);
  const text = embedded.text.slice(tree.span.start, tree.span.end);
  const { start } = statement.span;
  return [{
    title: `Extract to a definition ${name}`, kind: 'refactor.extract', preferred: false, mends: undefined,
    does: { by: 'edit', edits: [
      { range: rangeOf({ start, end: start }), newText: embedded.hostText(start, `${name} = ${text}\n${indentAt(embedded, start)}`) },
      { range: rangeOf(span), newText: name },
    ] },
  }];
}

/** The white space before a statement on its line. Behind a marker none: the block's prefix has it already. */
function indentAt({ text, blockAt }: Analysis['embedded'], offset: number): string {
  const block = blockAt(offset);
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return block !== undefined && block.marker.start === block.marker.end && /^\s*$/.test(before) ? before : '';
}

/** `s`, `v`, `M` by shape, with a number where the letter is taken. */
function freeName(shape: Shape, text: string): string {
  const letter = isScalar(shape) ? 's' : isColumn(shape) || isRow(shape) ? 'v' : 'M';
  const taken = new Set(lex(text).tokens.filter(({ kind }) => kind === 'name').map((token) => token.text));
  for (let i = 0; ; i++) {
    const name = i === 0 ? letter : `${letter}${i}`;
    if (!taken.has(name) && functionNamed(name) === undefined) return name;
  }
}

