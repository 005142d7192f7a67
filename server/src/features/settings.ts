/** The settings `mcalc.*`, as the manifest declares them. Values that the manifest does not allow count as not set. */
import { DEFAULT_MARKERS } from '../embedding/blocks';

export const LAYOUTS = ['gradient', 'numerator', 'denominator'] as const;

export interface Settings {
  /** What inserted code is written for; `auto`: what fits the language of the file. */
  readonly target: string;
  readonly layout: (typeof LAYOUTS)[number];
  readonly markers: readonly string[];
  readonly inlayHints: boolean;
  /** Results behind their queries. */
  readonly resultHints: boolean;
  readonly codeLens: boolean;
}

export const DEFAULTS: Settings = { target: 'auto', layout: 'gradient', markers: DEFAULT_MARKERS, inlayHints: true, resultHints: false, codeLens: true };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at `path`, whether the editor nests its settings or writes them with dots. */
function at(raw: unknown, ...path: readonly string[]): unknown {
  if (!isObject(raw)) return undefined;
  const dotted = raw[path.join('.')];
  if (dotted !== undefined) return dotted;
  const [first = '', ...rest] = path;
  return rest.length === 0 ? raw[first] : at(raw[first], ...rest);
}

const markersOf = (value: unknown): readonly string[] | undefined => {
  const markers = Array.isArray(value) ? value.filter((marker): marker is string => typeof marker === 'string' && marker.trim() !== '') : [];
  return markers.length === 0 ? undefined : markers;
};
const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** The settings in what an editor has under `mcalc`. */
export function readSettings(raw: unknown): Settings {
  const target = at(raw, 'target');
  const layout = at(raw, 'layout');
  return {
    target: typeof target === 'string' && target !== '' ? target : DEFAULTS.target,
    layout: LAYOUTS.find((known) => known === layout) ?? DEFAULTS.layout,
    markers: markersOf(at(raw, 'markers')) ?? DEFAULTS.markers,
    inlayHints: flag(at(raw, 'inlayHints', 'enabled')) ?? DEFAULTS.inlayHints,
    resultHints: flag(at(raw, 'inlayHints', 'results')) ?? DEFAULTS.resultHints,
    codeLens: flag(at(raw, 'codeLens', 'enabled')) ?? DEFAULTS.codeLens,
  };
}
