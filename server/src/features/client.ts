/** What the editor at the other end can do, read once from its `initialize` request. */
import type { InitializeParams } from 'vscode-languageserver-protocol';
import type { InitializationOptions } from '../../../protocol/initialize';

export interface Client {
  /** Draws the math blocks of `protocol/math.ts`; everybody else gets Unicode. */
  readonly mathBlocks: boolean;
  /** Has the commands of `protocol/commands.ts`, so hovers, lenses and actions may name them. */
  readonly commands: boolean;
  readonly markdownHovers: boolean;
  readonly markdownDocumentation: boolean;
  readonly snippets: boolean;
  /** Shows something short beside every completion of a list, not only beside the chosen one. */
  readonly labelDetails: boolean;
  /** Asks for diagnostics; the others are sent them. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Is to be registered for changes of the configuration. */
  readonly registersConfiguration: boolean;
  /** Fetches the edit of a code action when it is chosen; the others need it at once. */
  readonly resolvesEdits: boolean;
  /** Takes `documentChanges`, which name the version they are for. */
  readonly versionedEdits: boolean;
  /** Can be asked to ask again. */
  readonly refreshes: Readonly<Record<'diagnostics' | 'inlayHints' | 'codeLenses' | 'semanticTokens', boolean>>;
  readonly definitionLinks: boolean;
  /** Takes document symbols with ranges of their own; the others get plain ones. */
  readonly symbolTrees: boolean;
  /** Shows progress that the server reports on. */
  readonly progress: boolean;
}

const includesMarkdown = (formats: readonly string[] | undefined): boolean => formats?.includes('markdown') ?? false;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The options of this client's own making; anything else in their place counts as nothing. */
function optionsOf(options: unknown): InitializationOptions {
  return isObject(options) ? { mathBlocks: options['mathBlocks'] === true, commands: options['commands'] === true } : {};
}

export function clientOf({ capabilities, initializationOptions }: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): Client {
  const { textDocument, workspace, window } = capabilities;
  const { mathBlocks = false, commands = false } = optionsOf(initializationOptions);
  const actions = textDocument?.codeAction;
  return {
    mathBlocks,
    commands,
    markdownHovers: includesMarkdown(textDocument?.hover?.contentFormat),
    markdownDocumentation: includesMarkdown(textDocument?.completion?.completionItem?.documentationFormat),
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedInformation: (textDocument?.diagnostic?.relatedInformation ?? false) || (textDocument?.publishDiagnostics?.relatedInformation ?? false),
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    resolvesEdits: (actions?.dataSupport ?? false) && (actions?.resolveSupport?.properties.includes('edit') ?? false),
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport ?? false,
      inlayHints: workspace?.inlayHint?.refreshSupport ?? false,
      codeLenses: workspace?.codeLens?.refreshSupport ?? false,
      semanticTokens: workspace?.semanticTokens?.refreshSupport ?? false,
    },
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    progress: window?.workDoneProgress ?? false,
  };
}
