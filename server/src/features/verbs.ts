/** The verbs of the protocol that this server answers, one row each. What a row does is in the file of its name. */
import {
  CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolveRequest, CompletionRequest, CompletionResolveRequest, DefinitionRequest, DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest, DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentOnTypeFormattingRequest, DocumentRangeFormattingRequest,
  DocumentSymbolRequest, FoldingRangeRequest, HoverRequest, InlayHintRequest, PrepareRenameRequest, ReferencesRequest, RenameRequest, ErrorCodes, ResponseError, SelectionRangeRequest,
  SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRequest, SignatureHelpRequest, TypeDefinitionRequest, WorkspaceSymbolRequest, type CodeAction, type CodeLens, type CompletionItem,
  type DocumentDiagnosticReport, type Position,
} from 'vscode-languageserver';
import { codeActions, resolveAction } from './codeActions';
import { codeLenses, resolveLens } from './codeLens';
import { completion, completionDocumentation } from './completion';
import {
  toCodeAction, toCodeLens, toCompletionItem, toDiagnostic, toDocumentLink, toDocumentSymbol, toFoldingRange, toHighlight, toInlayHint, toLensCommand, toLocation, toLocationLink,
  toMarkup, toSelectionRange, toSignatureHelp, toSymbolInformation, toTextEdit, toTokenData, toWorkspaceEdit, toWorkspaceEdits,
} from './convert';
import { actionData, lensData } from './data';
import { definition } from './definition';
import { documentLinks } from './documentLinks';
import { folding } from './folding';
import { formatting, onTypeFormatting, rangeFormatting } from './formatting';
import { hover } from './hover';
import { inlayHints, resultHints } from './inlayHints';
import { references } from './references';
import { prepareRename, rename } from './rename';
import { renamedCode } from './renamedCode';
import { selectionRanges } from './selectionRange';
import { semanticTokens } from './semanticTokens';
import { signatureHelp } from './signatureHelp';
import { matches, symbols } from './symbols';
import { shapeOrigins } from './typeDefinition';
import { createTokenStore } from './tokenStore';
import { answerIn, documentationStyle, hoverStyle, inDocument, inGrowingDocument, verb, type At, type Verb } from './verb';
import type { Located, Workspace } from './workspace';
import { isSettled } from './writing';
import type { Analysis } from '../service/analysis';
import type { Span } from '../syntax/tree';

/** A rename or an edit that is refused: editors show the message. */
const refusal = (message: string): ResponseError => new ResponseError(ErrorCodes.InvalidRequest, message);

const locatedAll = async (workspace: Workspace, uri: string, spans: readonly Span[]): Promise<readonly Located[]> =>
  (await Promise.all(spans.map((span) => workspace.locate(uri, span)))).filter((place) => place !== undefined);

/** The places of the name at a position, in all cells of a notebook. */
async function referencesOf({ analysis, offsetOf, document, workspace }: At, position: Position): Promise<readonly { readonly place: Located; readonly writes: boolean }[]> {
  const at = analysis.toVirtual(offsetOf(position));
  const whole = at === undefined ? undefined : await workspace.whole(document.uri);
  if (at === undefined || whole === undefined) return [];
  const found = references(whole.analysis.meaning, at);
  const places = await Promise.all(found.map(({ span }) => workspace.locate(whole.analysis.document.uri, span)));
  return found.flatMap(({ writes }, i) => { const place = places[i]; return place === undefined ? [] : [{ place, writes }]; });
}

/** A number for each analysis, so that an editor can say which it has the diagnostics of. */
const numbers = new WeakMap<Analysis, string>();
let last = 0;
function numberOf(analysis: Analysis): string {
  const known = numbers.get(analysis);
  if (known !== undefined) return known;
  last++;
  numbers.set(analysis, String(last));
  return String(last);
}

const tokens = createTokenStore();

/** Forgets what was kept for a document. */
export const forget = (uri: string): void => { tokens.closed(uri); };

export const verbs: readonly Verb[] = [
  inDocument(HoverRequest.type, null, async ({ analysis, offsetOf, client, settings, cancelled }, { position }) => {
    const style = hoverStyle(client);
    const found = await hover(analysis, offsetOf(position), style, settings.target, cancelled);
    return found === undefined ? null : { contents: toMarkup(found.text, style.markdown), range: found.range };
  }),

  inDocument(DocumentDiagnosticRequest.type, { kind: DocumentDiagnosticReportKind.Full, items: [] },
    async ({ analysis, document, client, cancelled }, { previousResultId }): Promise<DocumentDiagnosticReport> => {
      // A version of a document is analysed anew when its settings, or the cells before it, have changed.
      const resultId = numberOf(analysis);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const found = await analysis.diagnostics(cancelled);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: found.map((each) => toDiagnostic(each, document, client)) };
    }),

  inDocument(CodeActionRequest.type, [], async ({ analysis, document, client, settings, workspace, cancelled }, { range, context }) => {
    const offered = await codeActions(analysis, range, context.only, settings.target, cancelled);
    const usable = offered.filter(({ does }) => does.by !== 'command' || client.commands);
    return Promise.all(usable.map(async (action): Promise<CodeAction> => {
      const item = toCodeAction(action, document, client, context.diagnostics);
      if (action.does.by !== 'resolve' || client.resolvesEdits) return item;
      const resolved = await resolveAction(analysis, action.does.key, workspace.textAbove(document.uri));
      return resolved.ok ? { ...item, edit: toWorkspaceEdit(resolved.edits, document, client) } : { ...item, disabled: { reason: resolved.message } };
    }));
  }),
  verb(CodeActionResolveRequest.type, { title: '' }, async (item, server, cancelled) => {
    const data = actionData(item.data);
    if (data === undefined) return item;
    return answerIn<CodeAction>(data.uri, item, server, cancelled, async ({ analysis, document, client, workspace }) => {
      const resolved = await resolveAction(analysis, data.key, workspace.textAbove(document.uri));
      if (!resolved.ok) throw refusal(resolved.message);
      return { ...item, edit: toWorkspaceEdit(resolved.edits, document, client) };
    });
  }),

  inDocument(InlayHintRequest.type, [], async ({ analysis, settings, client, writing, cancelled }, { range }) => {
    const hints = [...settings.inlayHints ? inlayHints(analysis, range) : [], ...settings.resultHints ? await resultHints(analysis, range, cancelled) : []];
    // Who cannot be asked to ask again would never see what is held back.
    const settled = isSettled(analysis, client.refreshes.inlayHints ? writing : undefined);
    return hints.filter(({ position }) => settled(position)).map(toInlayHint);
  }),

  inDocument(CodeLensRequest.type, [], ({ analysis, document, settings, client, writing }) => {
    if (!settings.codeLens || !client.commands) return [];
    const settled = isSettled(analysis, client.refreshes.codeLenses ? writing : undefined);
    return codeLenses(analysis, settings.target).filter(({ range }) => settled(range.start)).map((lens) => toCodeLens(lens, document));
  }),
  verb(CodeLensResolveRequest.type, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }, async (lens, server, cancelled) => {
    const data = lensData(lens.data);
    if (data === undefined) return lens;
    return answerIn<CodeLens>(data.uri, lens, server, cancelled, async ({ analysis, settings, cancelled: gone }) => {
      const command = await resolveLens(analysis, data.key, settings.target, gone);
      return command === undefined ? lens : { ...lens, command: toLensCommand(command) };
    });
  }),

  inGrowingDocument(CompletionRequest.type, [], ({ analysis, offsetOf, client }, { position, context }) =>
    completion(analysis, offsetOf(position), client.snippets, context?.triggerCharacter).map((item) => toCompletionItem(item, client))),
  verb(CompletionResolveRequest.type, { label: '' }, (item, { client }): CompletionItem => {
    const style = documentationStyle(client);
    const documentation = completionDocumentation(item.data, style);
    return documentation === undefined ? item : { ...item, documentation: toMarkup(documentation, style.markdown) };
  }),
  inDocument(SignatureHelpRequest.type, null, ({ analysis, offsetOf, client }, { position }) => {
    const style = documentationStyle(client);
    const found = signatureHelp(analysis, offsetOf(position), style);
    return found === undefined ? null : toSignatureHelp(found, style.markdown);
  }),

  inDocument(DefinitionRequest.type, null, async ({ analysis, offsetOf, document, client, workspace }, { position }) => {
    const found = definition(analysis, offsetOf(position));
    const target = found === undefined ? undefined : await workspace.locate(document.uri, found.target);
    if (found === undefined || target === undefined) return null;
    return client.definitionLinks ? [toLocationLink(analysis.rangeOf(found.origin), target)] : toLocation(target);
  }),
  inDocument(TypeDefinitionRequest.type, [], async ({ analysis, offsetOf, document, workspace }, { position }) =>
    (await locatedAll(workspace, document.uri, shapeOrigins(analysis, offsetOf(position)))).map(toLocation)),
  inDocument(ReferencesRequest.type, [], async (at, { position, context }) =>
    (await referencesOf(at, position)).filter(({ writes }) => context.includeDeclaration || !writes).map(({ place }) => toLocation(place))),
  inDocument(DocumentHighlightRequest.type, [], async (at, { position }) =>
    (await referencesOf(at, position)).filter(({ place }) => place.uri === at.document.uri).map(({ place, writes }) => toHighlight(place.range, writes))),
  inDocument(PrepareRenameRequest.type, null, ({ analysis, offsetOf }, { position }) => {
    const found = prepareRename(analysis, offsetOf(position));
    return found === undefined ? null : { range: found.range, placeholder: found.name };
  }),
  inDocument(RenameRequest.type, null, async ({ analysis, offsetOf, document, client, workspace }, { position, newName }) => {
    const whole = await workspace.whole(document.uri);
    const at = analysis.toVirtual(offsetOf(position));
    if (whole === undefined || at === undefined) throw refusal('There is no name here.');
    const renamed = rename({ meaning: whole.analysis.meaning, text: whole.analysis.embedded.text }, at, newName);
    if (!renamed.ok) throw refusal(renamed.message);
    const places = await locatedAll(workspace, whole.analysis.document.uri, renamed.places);
    const edits = new Map([...new Set(places.map(({ uri }) => uri))].map((uri) => [uri, places.filter((place) => place.uri === uri).map(({ range }) => ({ range, newText: renamed.newText }))]));
    const documents = await Promise.all((await workspace.asIf(document.uri, edits)).map(async ({ before, after, edits: own }) => {
      const { uri, version } = before.document;
      return { uri, version, edits: [...own, ...await renamedCode(before, after, own, workspace.textAbove(uri))] };
    }));
    return toWorkspaceEdits(documents.filter((each) => each.edits.length > 0), client);
  }),

  inDocument(DocumentSymbolRequest.type, [], ({ analysis, document, client }) =>
    (client.symbolTrees ? symbols(analysis).map(toDocumentSymbol) : symbols(analysis).map((symbol) => toSymbolInformation(symbol, document)))),
  verb(WorkspaceSymbolRequest.type, [], async ({ query }, { workspace }) =>
    (await workspace.all()).flatMap(({ analysis }) => symbols(analysis).filter(({ name }) => matches(name, query)).map((symbol) => toSymbolInformation(symbol, analysis.document)))),

  inDocument(SemanticTokensRequest.type, { data: [] }, ({ analysis, document }) => tokens.whole(document.uri, toTokenData(semanticTokens(analysis)))),
  inDocument(SemanticTokensDeltaRequest.type, { data: [] }, ({ analysis, document }, { previousResultId }) => tokens.since(document.uri, previousResultId, toTokenData(semanticTokens(analysis)))),
  inDocument(SemanticTokensRangeRequest.type, { data: [] }, ({ analysis }, { range }) => ({ data: toTokenData(semanticTokens(analysis, range)) })),

  inDocument(FoldingRangeRequest.type, [], ({ analysis }) => folding(analysis).map(toFoldingRange)),
  inDocument(SelectionRangeRequest.type, [], ({ analysis, offsetOf }, { positions }) =>
    positions.map((position) => toSelectionRange(selectionRanges(analysis, offsetOf(position)), { start: position, end: position }))),
  inDocument(DocumentFormattingRequest.type, [], ({ analysis }) => formatting(analysis).map(toTextEdit)),
  inDocument(DocumentRangeFormattingRequest.type, [], ({ analysis }, { range }) => rangeFormatting(analysis, range).map(toTextEdit)),
  inDocument(DocumentOnTypeFormattingRequest.type, [], ({ analysis }, { position, ch }) => onTypeFormatting(analysis, position.line, ch).map(toTextEdit)),
  inDocument(DocumentLinkRequest.type, [], ({ analysis }) => documentLinks(analysis).map(toDocumentLink)),
];
