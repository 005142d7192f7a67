/** textDocument/semanticTokens: matrices, vectors, scalars, dimensions and functions read differently, as their shapes are, not their spelling. */
import type { Range } from '../../../protocol/position';
import { functionNamed } from '../operators/signatures';
import { isProperty } from '../shapes/adjectives';
import { isColumn, isRow, isScalar, type Shape } from '../shapes/shape';
import type { Binding } from '../semantics/meaning';
import { lex, type Token as Lexeme } from '../syntax/lex';
import { formWords, queryWords } from '../syntax/statements';
import type { Analysis } from '../service/analysis';
import type { TokenModifier, TokenType } from './legend';
import { occurrencesIn, type Occurrence } from './occurrences';

export interface SemanticToken { readonly range: Range; readonly type: TokenType; readonly modifiers: readonly TokenModifier[] }

const KEYWORDS: ReadonlySet<string> = new Set([...Object.keys(queryWords), 'wrt', 'order', 'along', 'unstructured', 'as', 'check', 'layout', 'inner', 'where', 'implicit', 'rule', 'on', 'solve']);
const TYPE_WORDS: ReadonlySet<string> = new Set(['matrix', 'vector', 'scalar']);
const LAYOUT_WORDS: ReadonlySet<string> = new Set(['variable', 'numerator', 'denominator']);

/** The tokens in the order of the file; `within` limits them to a range of it. */
export function semanticTokens(analysis: Analysis, within?: Range): readonly SemanticToken[] {
  const { embedded, meaning, parsed } = analysis;
  const names = new Map(occurrencesIn(meaning).map((occurrence) => [occurrence.span.start, occurrence]));
  const { tokens, comments } = lex(embedded.text);
  const limits = within === undefined ? undefined : analysis.lines.spanOf(within);
  const inside = (start: number, end: number): boolean => limits === undefined || (embedded.toFile(end) >= limits.start && embedded.toFile(start) <= limits.end);

  const found: { readonly start: number; readonly token: SemanticToken }[] = [];
  const add = (start: number, end: number, type: TokenType, modifiers: readonly TokenModifier[] = []): void => {
    if (analysis.isOwn({ start, end }) && inside(start, end)) found.push({ start, token: { range: analysis.rangeOf({ start, end }), type, modifiers } });
  };
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    while ((parsed.statements[at]?.span.end ?? Infinity) <= token.start) at++;
    const statement = parsed.statements[at];
    // Text that is no statement keeps the colours of the grammar.
    if (statement === undefined || token.start < statement.span.start || statement.kind === 'unreadable') continue;
    const read = typeOf(token, names.get(token.start), tokens[i - 1], tokens[i + 1], statement.kind);
    if (read !== undefined) add(token.start, token.end, ...read);
  }
  for (const { start, end } of comments) add(start, end, 'comment');
  return found.sort((a, b) => a.start - b.start).map(({ token }) => token);
}

function typeOf(token: Lexeme, occurrence: Occurrence | undefined, previous: Lexeme | undefined, next: Lexeme | undefined, statement: string): readonly [TokenType, (readonly TokenModifier[])?] | undefined {
  switch (token.kind) {
    case 'number': return ['number'];
    case 'symbol': return /^[-+*/\\^'.]+$|^==$|^=$|^->$/.test(token.text) ? ['operator'] : undefined;
    case 'superscript': return ['operator'];
    case 'name': {
      if (occurrence !== undefined && occurrence.span.end === token.end) return [typeOfBinding(occurrence.binding), occurrence.introduces ? ['declaration'] : []];
      if (next?.text === '(' && !next.spaced && functionNamed(token.text) !== undefined && statement !== 'declaration') return ['function', ['defaultLibrary']];
      if (TYPE_WORDS.has(token.text)) return ['type'];
      if (isProperty(token.text)) return ['modifier'];
      if ((statement === 'layout' || previous?.text === 'layout') && LAYOUT_WORDS.has(token.text)) return ['modifier'];
      if (previous?.text === 'as' && Object.hasOwn(formWords, token.text)) return ['modifier'];
      return KEYWORDS.has(token.text) ? ['keyword'] : undefined;
    }
    case 'subscript': case 'newline': case 'unknown': case 'end': return undefined;
  }
}

const typeOfShape = (shape: Shape | undefined): TokenType => (shape === undefined || isScalar(shape) ? 'scalar' : isColumn(shape) || isRow(shape) ? 'vector' : 'matrix');

function typeOfBinding(binding: Binding): TokenType {
  switch (binding.kind) {
    case 'variable': return typeOfShape(binding.shape);
    case 'definition': return binding.parameters.length > 0 ? 'function' : typeOfShape(binding.shape);
    case 'dimension': return 'dimension';
    case 'function': return 'function';
    case 'index': return 'scalar';
  }
}
