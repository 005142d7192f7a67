/** The open documents, each with its settings and the analysis of its present version. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../service/analyse';
import type { Analysis, AnalysisOptions } from '../service/analysis';
import type { Rooms } from '../service/rooms';
import { DEFAULTS, type Settings } from './settings';

export interface Opened { readonly analysis: Analysis; readonly settings: Settings }

export interface Workspace {
  /** Undefined for a document that is not open. */
  readonly opened: (uri: string) => Promise<Opened | undefined>;
  /** Whether `version` is still the version of the document. */
  readonly isCurrent: (uri: string, version: number) => boolean;
  readonly all: () => Promise<readonly Opened[]>;
  /** An analysis beside those of the documents: of an expression that stands in no file. */
  readonly aside: (text: string, settings: Settings) => Analysis;
  /** The settings may have changed: all of them are asked for again. */
  readonly settingsChanged: () => void;
  readonly closed: (uri: string) => void;
}

/** Where documents and settings come from. */
export interface Sources {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly uris: () => readonly string[];
  readonly settings: (uri: string) => Promise<Settings>;
  readonly rooms: Rooms;
}

const optionsOf = ({ markers, layout }: Settings): AnalysisOptions => ({ markers, layout: layout === 'gradient' ? 'variable' : layout });

export function createWorkspace({ document, uris, settings, rooms }: Sources): Workspace {
  const analyses = new Map<string, Opened>();
  const known = new Map<string, Promise<Settings>>();

  const settingsOf = (uri: string): Promise<Settings> => {
    const found = known.get(uri) ?? settings(uri).catch(() => DEFAULTS);
    known.set(uri, found);
    return found;
  };

  async function opened(uri: string): Promise<Opened | undefined> {
    const chosen = await settingsOf(uri);
    // Looked up after the wait: only the present version is of interest.
    const present = document(uri);
    if (present === undefined) return undefined;
    const last = analyses.get(uri);
    if (last?.settings === chosen && last.analysis.document.version === present.version) return last;
    const { languageId, version } = present;
    const analysis = analyse({ uri, languageId, version, text: present.getText() }, rooms, optionsOf(chosen), last?.settings === chosen ? last.analysis : undefined);
    const next = { analysis, settings: chosen };
    analyses.set(uri, next);
    return next;
  }

  return {
    opened,
    isCurrent: (uri, version) => document(uri)?.version === version,
    all: async () => (await Promise.all(uris().map(opened))).filter((each) => each !== undefined),
    aside: (text, chosen) => analyse({ uri: 'mcalc:selection', languageId: 'mcalc', version: 0, text }, rooms, optionsOf(chosen)),
    settingsChanged: () => { known.clear(); },
    closed: (uri) => { analyses.delete(uri); known.delete(uri); },
  };
}
