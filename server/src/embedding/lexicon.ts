/** The forms of a host made ready to scan: expressions built once per host, and once per closer that depends on its opener. */
import type { Form, Host } from './hosts';

export interface Opener {
  readonly form: Form;
  /** The number of the form's own group in the joint expression; those of its opener follow. */
  readonly group: number;
  readonly groups: number;
  /** `bodyOf` the form, where no capture of the opener matters. */
  readonly body: RegExp | undefined;
}

export interface Lexicon {
  readonly openers: readonly Opener[];
  /** Finds the next opener of any form. */
  readonly code: RegExp;
  /** For strings with holes: the same, and brackets. */
  readonly inside: ReadonlyMap<Form, RegExp>;
}

const lexicons = new WeakMap<Host, Lexicon>();
const bodies = new Map<string, RegExp>();

const groupsOf = (source: string): number => (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;

export function lexiconOf(host: Host): Lexicon {
  const known = lexicons.get(host);
  if (known !== undefined) return known;
  let group = 1;
  const openers: Opener[] = host.forms.map((form) => {
    const groups = groupsOf(form.open);
    const opener: Opener = { form, group, groups, body: form.kind === 'line' || form.kind === 'token' || groups > 0 ? undefined : bodyOf(form, undefined) };
    group += 1 + opener.groups;
    return opener;
  });
  const sources = host.forms.map((form) => `(${form.open})`);
  const inside = new Map<Form, RegExp>();
  for (const form of host.forms) {
    if ((form.kind !== 'string' && form.kind !== 'docstring') || form.hole === undefined) continue;
    const [bracket, close] = [form.hole[1] === ')' ? '\\(' : '\\{', form.hole[1] === ')' ? '\\)' : '\\}'];
    inside.set(form, new RegExp([...sources, bracket, close].join('|'), 'gm'));
  }
  const lexicon: Lexicon = { openers, code: new RegExp(sources.length === 0 ? '(?!)' : sources.join('|'), 'gm'), inside };
  lexicons.set(host, lexicon);
  return lexicon;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What ends or interrupts the inside of a string or comment; its groups: for comments closer and nested opener, for strings hole and closer. */
export function bodyOf(form: Exclude<Form, { kind: 'line' | 'token' }>, captured: string | undefined): RegExp {
  const close = form.close.replace('$1', () => literally(captured ?? ''));
  const key = JSON.stringify(form.kind === 'block' ? [form.open, close, form.nested] : [close, form.escape, form.lines, form.hole]);
  const known = bodies.get(key);
  if (known !== undefined) return known;
  const never = '(?!)';
  const made = form.kind === 'block'
    ? new RegExp(`(${close})|(${form.nested ? form.open : never})`, 'gm')
    : new RegExp([
      // A brace written twice is no hole.
      form.hole === undefined ? never : `${form.hole[0]}${form.hole[0]}`,
      `(${form.hole === undefined ? never : form.hole[0]})`,
      form.escape === 'backslash' ? '\\\\(?:\\r\\n|[^])' : form.escape === 'doubled' ? `${close}${close}` : never,
      `(${close})`,
      form.lines === 'one' ? '[\\r\\n]' : never,
    ].join('|'), 'gm');
  bodies.set(key, made);
  return made;
}
