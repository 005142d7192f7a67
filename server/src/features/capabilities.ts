/**
 * What the server says it can do, method by method. Data only: an editor is told before the engine is loaded. The answers are the rows of
 * `verbs.ts` and `requests.ts`, in the same order; a test holds the tables together.
 */
import type { ServerCapabilities } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/requests';
import { ACTION_KINDS } from './actionKinds';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './legend';

const LEGEND = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] };

const methods: readonly (readonly [method: string, provides: ServerCapabilities])[] = [
  ['textDocument/hover',                { hoverProvider: true }],
  ['textDocument/diagnostic',           { diagnosticProvider: { identifier: 'mcalc', interFileDependencies: false, workspaceDiagnostics: false } }],
  ['textDocument/codeAction',           { codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true } }],
  ['codeAction/resolve',                {}],
  ['textDocument/inlayHint',            { inlayHintProvider: true }],
  ['textDocument/codeLens',             { codeLensProvider: { resolveProvider: true } }],
  ['codeLens/resolve',                  {}],
  ['textDocument/completion',           { completionProvider: { triggerCharacters: ['\\', ':', '('], resolveProvider: true } }],
  ['completionItem/resolve',            {}],
  ['textDocument/signatureHelp',        { signatureHelpProvider: { triggerCharacters: ['(', ','] } }],
  ['textDocument/definition',           { definitionProvider: true }],
  ['textDocument/typeDefinition',       { typeDefinitionProvider: true }],
  ['textDocument/references',           { referencesProvider: true }],
  ['textDocument/documentHighlight',    { documentHighlightProvider: true }],
  ['textDocument/prepareRename',        {}],
  ['textDocument/rename',               { renameProvider: { prepareProvider: true } }],
  ['textDocument/documentSymbol',       { documentSymbolProvider: { label: 'mcalc' } }],
  ['workspace/symbol',                  { workspaceSymbolProvider: true }],
  ['textDocument/semanticTokens/full',  { semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true } }],
  ['textDocument/semanticTokens/full/delta', {}],
  ['textDocument/semanticTokens/range', {}],
  ['textDocument/foldingRange',         { foldingRangeProvider: true }],
  ['textDocument/selectionRange',       { selectionRangeProvider: true }],
  ['textDocument/formatting',           { documentFormattingProvider: true }],
  ['textDocument/rangeFormatting',      { documentRangeFormattingProvider: true }],
  ['textDocument/onTypeFormatting',     { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: [';'] } }],
  ['textDocument/documentLink',         { documentLinkProvider: {} }],
];

const custom: Readonly<Record<keyof Requests, true>> = { 'mcalc/derivation': true, 'mcalc/code': true, 'mcalc/insertGradient': true, 'mcalc/copy': true, 'mcalc/figure': true, 'mcalc/checkAll': true };

/** Every request that is answered. */
export const METHODS: readonly string[] = [...methods.map(([method]) => method), ...Object.keys(custom)];

/** All of them joined. */
export const capabilities: ServerCapabilities = methods.reduce<ServerCapabilities>((all, [, provides]) => ({ ...all, ...provides }), {});
