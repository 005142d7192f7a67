/** The open documents, each with its settings and the analysis of its present version. The cells of a notebook are documents that build on each other. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit, Range } from '../../../protocol/position';
import { changeBetween } from '../embedding/change';
import { analyse } from '../service/analyse';
import type { Analysis, AnalysisOptions } from '../service/analysis';
import type { Rooms } from '../service/rooms';
import type { Span } from '../syntax/tree';
import { DEFAULTS, type Settings } from './settings';

export interface Opened {
  readonly analysis: Analysis;
  readonly settings: Settings;
  /** Where the last edit ended, until its document has rested: somebody is writing there. */
  readonly writing: number | undefined;
}

/** A place in one of several documents. */
export interface Located { readonly uri: string; readonly version: number; readonly range: Range }

export interface Workspace {
  /** Undefined for a document that is not open. */
  readonly opened: (uri: string) => Promise<Opened | undefined>;
  /** Whether `version` is still the version of the document. */
  readonly isCurrent: (uri: string, version: number) => boolean;
  readonly all: () => Promise<readonly Opened[]>;
  /** The analysis that knows all of a document's text: its own, or that of the last cell of its notebook. What stands at an offset of one stands there in the other. */
  readonly whole: (uri: string) => Promise<Opened | undefined>;
  /** Where a span of a document's text, or of the text before it, stands; undefined when its cell is gone. */
  readonly locate: (uri: string, span: Span) => Promise<Located | undefined>;
  /** The text of the cells before a cell of a notebook; none before a file. */
  readonly textAbove: (uri: string) => string;
  /** A document, or the cells of its notebook, before and after edits that nobody has made yet. */
  readonly asIf: (uri: string, edits: ReadonlyMap<string, readonly Edit[]>) => Promise<readonly { readonly before: Analysis; readonly after: Analysis; readonly edits: readonly Edit[] }[]>;
  /** An analysis beside those of the documents: of an expression that stands in no file. */
  readonly aside: (text: string, settings: Settings) => Analysis;
  /** The settings may have changed: all of them are asked for again. */
  readonly settingsChanged: () => void;
  /** Nobody has written in a document for a while. Gives what it was until now. */
  readonly rested: (uri: string) => Opened | undefined;
  readonly closed: (uri: string) => void;
}

/** Where documents and settings come from. */
export interface Sources {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly uris: () => readonly string[];
  /** The documents of which this is one, in order: the cells of a notebook; by itself for a file. */
  readonly cells: (uri: string) => readonly string[];
  readonly settings: (uri: string) => Promise<Settings>;
  readonly rooms: Rooms;
}

const optionsOf = ({ markers, layout }: Settings, prelude: string): AnalysisOptions => ({ markers, layout: layout === 'gradient' ? 'variable' : layout, prelude });

export function createWorkspace({ document, uris, cells, settings, rooms }: Sources): Workspace {
  const analyses = new Map<string, Opened & { readonly prelude: string }>();
  const known = new Map<string, Promise<Settings>>();

  const settingsOf = (uri: string): Promise<Settings> => {
    const found = known.get(uri) ?? settings(uri).catch(() => DEFAULTS);
    known.set(uri, found);
    return found;
  };

  const before = (uri: string): string | undefined => { const all = cells(uri); return all[all.indexOf(uri) - 1]; };
  const preludeOf = async (uri: string): Promise<string> => {
    const cell = before(uri);
    return cell === undefined ? '' : (await opened(cell))?.analysis.embedded.text ?? '';
  };

  async function opened(uri: string): Promise<Opened | undefined> {
    const chosen = await settingsOf(uri);
    const prelude = await preludeOf(uri);
    // Looked up after the waits: only the present version is of interest.
    const present = document(uri);
    if (present === undefined) return undefined;
    const last = analyses.get(uri);
    if (last?.settings === chosen && last.prelude === prelude && last.analysis.document.version === present.version) return last;
    const { languageId, version } = present;
    const text = present.getText();
    const analysis = analyse({ uri, languageId, version, text }, rooms, optionsOf(chosen, prelude), last?.settings === chosen ? last.analysis : undefined);
    const isEdited = last !== undefined && last.analysis.document.text !== text;
    const next = { analysis, settings: chosen, prelude, writing: isEdited ? changeBetween(last.analysis.document.text, text).endAfter : last?.writing };
    analyses.set(uri, next);
    return next;
  }

  async function asIf(uri: string, changes: ReadonlyMap<string, readonly Edit[]>): ReturnType<Workspace['asIf']> {
    const found: { before: Analysis; after: Analysis; edits: readonly Edit[] }[] = [];
    let prelude = '';
    for (const cell of cells(uri)) {
      const present = document(cell);
      const now = await opened(cell);
      if (present === undefined || now === undefined) continue;
      const edits = changes.get(cell) ?? [];
      const { languageId, version } = now.analysis.document;
      const after = analyse({ uri: cell, languageId, version, text: TextDocument.applyEdits(present, edits.map(({ range, newText }) => ({ range, newText }))) }, rooms, optionsOf(now.settings, prelude));
      prelude = after.embedded.text;
      found.push({ before: now.analysis, after, edits });
    }
    return found;
  }

  async function locate(uri: string, span: Span): Promise<Located | undefined> {
    for (let at: string | undefined = uri; at !== undefined; at = before(at)) {
      const found = await opened(at);
      if (found?.analysis.isOwn(span) === true) return { uri: at, version: found.analysis.document.version, range: found.analysis.rangeOf(span) };
    }
    return undefined;
  }

  return {
    opened, locate, asIf,
    textAbove: (uri) => { const all = cells(uri); return all.slice(0, Math.max(0, all.indexOf(uri))).map((cell) => document(cell)?.getText() ?? '').join('\n'); },
    isCurrent: (uri, version) => document(uri)?.version === version,
    all: async () => (await Promise.all(uris().map(opened))).filter((each) => each !== undefined),
    whole: (uri) => opened(cells(uri).at(-1) ?? uri),
    aside: (text, chosen) => analyse({ uri: 'mcalc:selection', languageId: 'mcalc', version: 0, text }, rooms, optionsOf(chosen, '')),
    settingsChanged: () => { known.clear(); },
    rested: (uri) => {
      const last = analyses.get(uri);
      if (last?.writing !== undefined) analyses.set(uri, { ...last, writing: undefined });
      return last;
    },
    closed: (uri) => { analyses.delete(uri); known.delete(uri); },
  };
}
