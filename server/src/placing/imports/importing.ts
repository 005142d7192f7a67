/** What a file imports, in its language. */
import type { Span } from '../../syntax/tree';
import type { HostCode } from '../hostCode';

/** Something of a module, or the module itself, under the name that the file has for it. */
export interface Binding {
  readonly module: string;
  /** Undefined for the module itself, `*` for all that it exports. */
  readonly member: string | undefined;
  /** As the file calls it; undefined where it is never called by a name, as a header. */
  readonly as: string | undefined;
}

export interface ImportStatement extends Span {
  readonly bindings: readonly Binding[];
  /** Its section in the order of the language's community, lowest first. */
  readonly section: number;
  /** Statements of a section that is sorted go by this. */
  readonly key: string;
  /** The items of a list that others can be added to. */
  readonly list: readonly (Span & { readonly text: string })[] | undefined;
}

export interface Importing {
  /** The statements of the outermost level, top to bottom. */
  readonly read: (file: HostCode) => readonly ImportStatement[];
  /** How `wanted` is written where this is imported; undefined where that does not give it. */
  readonly reached: (wanted: Binding, existing: Binding) => string | undefined;
  /** A statement for modules by themselves, or for members of one module. */
  readonly write: (bindings: readonly [Binding, ...Binding[]]) => string;
  /** How a binding is written in the list of another statement. */
  readonly item: (binding: Binding) => string;
  /** A name for it where its own is taken. */
  readonly otherName: (binding: Binding) => string;
  /** What stands above the imports, beside comments; sticky. */
  readonly prologue: RegExp;
  /** An empty line between sections. */
  readonly isApart: boolean;
  /** Empty lines below the imports, above a line of code. */
  readonly below: (line: string) => number;
}

const isSame = (a: Binding, b: Binding): boolean => a.module === b.module && a.member === b.member;
/** The name that the very same import has. */
export const byName = (wanted: Binding, existing: Binding): string | undefined => (isSame(wanted, existing) ? existing.as : undefined);
export const oneLine = (): number => 1;

/** The parts of a list between commas, with their places. */
export function items(text: string, start: number, end: number): readonly (Span & { readonly text: string })[] {
  const found: (Span & { text: string })[] = [];
  for (const match of text.slice(start, end).matchAll(/[^,]+/g)) {
    const own = match[0].trim();
    if (own === '') continue;
    const from = start + match.index + match[0].indexOf(own);
    found.push({ text: own, start: from, end: from + own.length });
  }
  return found;
}

/** `name`, or `name as other`. */
export function named(item: string): { readonly name: string; readonly as: string } {
  const [name = '', , as = name] = item.split(/\s+(as)\s+/);
  return { name, as };
}

/** `ml-matrix` and `Matrix` as `MlMatrix`, `nalgebra` and `DMatrix` as `NalgebraDMatrix`. */
export function qualified({ module, member = '' }: Binding): string {
  const camel = module.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const whole = camel.endsWith(member) ? camel : `${camel}${member}`;
  return /^[a-z]/.test(member) ? whole.charAt(0).toLowerCase() + whole.slice(1) : whole;
}
