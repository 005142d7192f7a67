/** From what the features answer to what the protocol carries. The only file of the room, with the table of verbs, that knows its types. */
import {
  CompletionItemKind, DiagnosticSeverity, DiagnosticTag, DocumentHighlightKind, FoldingRangeKind, InlayHintKind, InsertTextFormat, MarkupKind, SymbolKind,
  type CodeAction, type CodeLens, type CompletionItem, type Diagnostic, type DocumentHighlight, type DocumentLink, type DocumentSymbol, type FoldingRange, type InlayHint,
  type LocationLink, type Location, type MarkupContent, type SelectionRange, type SemanticTokens, type SignatureHelp, type SymbolInformation, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { Edit, Range } from '../../../protocol/position';
import type { FileDiagnostic } from '../service/analysis';
import type { Action, ActionKey } from './codeActions';
import type { Client } from './client';
import type { Lens, LensCommand, LensKey } from './codeLens';
import type { Completion, CompletionKind } from './completion';
import type { Link } from './documentLinks';
import type { Fold } from './folding';
import type { Hint } from './inlayHints';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './legend';
import type { SemanticToken } from './semanticTokens';
import type { Signatures } from './signatureHelp';
import type { FileSymbol } from './symbols';
import type { Located } from './workspace';

/** The document that an answer is about. */
export interface In { readonly uri: string; readonly version: number }

const SEVERITIES = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint } as const satisfies Record<FileDiagnostic['severity'], DiagnosticSeverity>;

export function toDiagnostic({ severity, code, message, range, related }: FileDiagnostic, { uri }: In, { relatedInformation }: Client): Diagnostic {
  return {
    range, severity: SEVERITIES[severity], code, source: 'mcalc', message,
    ...(relatedInformation && related.length > 0 ? { relatedInformation: related.map((place) => ({ location: { uri, range: place.range }, message: place.message })) } : {}),
    ...(code === 'stale-code' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

export const toTextEdit = ({ range, newText }: Edit): TextEdit => ({ range, newText });

export function toWorkspaceEdit(edits: readonly Edit[], { uri, version }: In, { versionedEdits }: Client): WorkspaceEdit {
  const changes = edits.map(toTextEdit);
  return versionedEdits ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] } : { changes: { [uri]: changes } };
}

/** Edits of several documents. */
export function toWorkspaceEdits(documents: readonly (In & { readonly edits: readonly Edit[] })[], { versionedEdits }: Client): WorkspaceEdit {
  return versionedEdits
    ? { documentChanges: documents.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits: edits.map(toTextEdit) })) }
    : { changes: Object.fromEntries(documents.map(({ uri, edits }) => [uri, edits.map(toTextEdit)])) };
}

export const toMarkup = (value: string, markdown: boolean): MarkupContent => ({ kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value });

/** What a code action carries from the offer to its resolution. */
export interface ActionData { readonly uri: string; readonly key: ActionKey }

export function toCodeAction(action: Action, document: In, client: Client, given: readonly Diagnostic[]): CodeAction {
  const { title, kind, preferred, mends, does } = action;
  const mended = mends === undefined ? [] : given.filter((diagnostic) => diagnostic.code === mends.code && isSame(diagnostic.range, mends.range));
  return {
    title, kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(mended.length > 0 ? { diagnostics: mended } : {}),
    ...(does.by === 'edit' ? { edit: toWorkspaceEdit(does.edits, document, client) } : {}),
    ...(does.by === 'resolve' ? { data: { uri: document.uri, key: does.key } satisfies ActionData } : {}),
    ...(does.by === 'command' ? { command: { title, command: does.command, arguments: [does.place] } } : {}),
  };
}

const isSame = (a: Range, b: Range): boolean => a.start.line === b.start.line && a.start.character === b.start.character && a.end.line === b.end.line && a.end.character === b.end.character;

export interface LensData { readonly uri: string; readonly key: LensKey }
export const toCodeLens = ({ range, key }: Lens, { uri }: In): CodeLens => ({ range, data: { uri, key } satisfies LensData });
export const toLensCommand = ({ title, command, place }: LensCommand): NonNullable<CodeLens['command']> => ({ title, command, arguments: [place] });

export const toLocation = ({ uri, range }: Pick<Located, 'uri' | 'range'>): Location => ({ uri, range });
export const toLocationLink = (origin: Range, { uri, range }: Located): LocationLink => ({ originSelectionRange: origin, targetUri: uri, targetRange: range, targetSelectionRange: range });
export const toHighlight = (range: Range, writes: boolean): DocumentHighlight => ({ range, kind: writes ? DocumentHighlightKind.Write : DocumentHighlightKind.Read });

export function toInlayHint({ position, label, tooltip, edits }: Hint): InlayHint {
  return { position, label, kind: InlayHintKind.Type, tooltip, ...(edits.length > 0 ? { textEdits: edits.map(toTextEdit) } : {}) };
}

const SYMBOL_KINDS = { variable: SymbolKind.Variable, constant: SymbolKind.Constant, function: SymbolKind.Function, query: SymbolKind.Event, claim: SymbolKind.Boolean } as const satisfies Record<FileSymbol['kind'], SymbolKind>;

export const toDocumentSymbol = ({ name, detail, kind, range, selection }: FileSymbol): DocumentSymbol => ({ name, detail, kind: SYMBOL_KINDS[kind], range, selectionRange: selection });
export const toSymbolInformation = ({ name, kind, selection }: FileSymbol, { uri }: In): SymbolInformation => ({ name, kind: SYMBOL_KINDS[kind], location: { uri, range: selection } });

export const toFoldingRange = ({ startLine, endLine, kind }: Fold): FoldingRange => ({ startLine, endLine, kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region });

/** The innermost range with its parents; the place itself where there is none. */
export function toSelectionRange(ranges: readonly Range[], otherwise: Range): SelectionRange {
  let around: SelectionRange | undefined;
  for (const range of ranges.toReversed()) around = around === undefined ? { range } : { range, parent: around };
  return around ?? { range: otherwise };
}

export const toDocumentLink = ({ range, url, tooltip }: Link): DocumentLink => ({ range, target: url, tooltip });

/** Tokens as the five numbers each that the protocol packs them into. */
export function toTokenData(tokens: readonly SemanticToken[]): SemanticTokens['data'] {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { range: { start, end }, type, modifiers } of tokens) {
    if (start.line !== end.line) continue;
    data.push(start.line - line, start.line === line ? start.character - character : start.character, end.character - start.character, TOKEN_TYPES.indexOf(type), modifiers.reduce((bits, modifier) => bits | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0));
    [line, character] = [start.line, start.character];
  }
  return data;
}

const COMPLETION_KINDS = {
  variable: CompletionItemKind.Variable, definition: CompletionItemKind.Field, dimension: CompletionItemKind.TypeParameter, function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword, type: CompletionItemKind.Class, adjective: CompletionItemKind.Property, snippet: CompletionItemKind.Snippet, character: CompletionItemKind.Text,
} as const satisfies Record<CompletionKind, CompletionItemKind>;

/** What is said of these is short, so it can stand beside every item of the list; of the others it is a sentence, for the item that is looked at. */
const BESIDE: ReadonlySet<CompletionKind> = new Set(['variable', 'definition', 'dimension', 'function', 'type', 'character']);

export function toCompletionItem({ label, kind, detail, edit, snippet, filter, sort, key }: Completion, { labelDetails }: Pick<Client, 'labelDetails'>): CompletionItem {
  return {
    label, kind: COMPLETION_KINDS[kind], sortText: sort,
    ...(detail === '' ? {} : labelDetails && BESIDE.has(kind) ? { labelDetails: { description: detail } } : { detail }),
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(key === undefined ? {} : { data: key }),
    textEdit: toTextEdit(edit),
  };
}

export function toSignatureHelp({ signatures, active, parameter }: Signatures, markdown: boolean): SignatureHelp {
  return {
    signatures: signatures.map(({ label, parameters, documentation }) => ({
      label, parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
      ...(documentation === '' ? {} : { documentation: toMarkup(documentation, markdown) }),
    })),
    activeSignature: active, activeParameter: parameter,
  };
}

