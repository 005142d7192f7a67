/** JavaScript and TypeScript: what comes with Node, packages, files of one's own; `require` where a file has no modules. */
import type { HostCode } from '../hostCode';
import { byName, items, named, oneLine, qualified, type Binding, type Importing, type ImportStatement } from './importing';

const STATEMENT = /^[ \t]*(?:import[ \t]+(type\s+)?([\w$*{}\s,]*?)\s*(?:\bfrom\s*)?|(?:const|let|var)[ \t]+([\w$]+|\{[^}]*\})[ \t]*=[ \t]*require[ \t]*\([ \t]*)(["'])[^"'\n]*\4[ \t]*\)?[ \t]*;?/gm;
const BUILT_IN = /^(?:node:|(?:assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|timers|url|util|v8|vm|worker_threads|zlib)(?:\/|$))/;
const OWN = /^(?:[./~]|@\/)/;
const sectionOf = (module: string): number => (BUILT_IN.test(module) ? 0 : OWN.test(module) ? 2 : 1);

/** Whether a file asks for what it uses by `require`. */
export const isCommonJs = ({ code }: HostCode): boolean => !/^[ \t]*(?:import|export)\b/m.test(code) && /\brequire[ \t]*\(|\bmodule[ \t]*\.[ \t]*exports\b|^[ \t]*exports[ \t]*\./m.test(code);

function bindingsOf(clause: string, module: string): readonly Binding[] {
  const [, braces] = /\{([^}]*)\}/.exec(clause) ?? [];
  const rest = clause.replace(/\{[^}]*\}/, '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  const whole = rest.map((part): Binding => (part.startsWith('*') ? { module, member: undefined, as: part.split(/\s+/).at(-1) } : { module, member: 'default', as: part }));
  const members = (braces ?? '').split(',').map((item) => item.trim()).filter((item) => item !== '').map((item): Binding => {
    const { name, as } = named(item.replace(/\s*:\s*/, ' as '));
    // What is a type only is no value, but its name is taken.
    return name.startsWith('type ') ? { module: '', member: name, as: as.replace(/^type\s+/, '') } : { module, member: name, as };
  });
  return [...whole, ...members];
}

const read = ({ text, code }: HostCode): readonly ImportStatement[] => [...code.matchAll(STATEMENT)].map((match) => {
  const [whole, isType, imported = '', required] = match;
  const start = match.index;
  const end = start + whole.length;
  const [, , module = ''] = /(["'])([^"'\n]*)\1[ \t]*\)?[ \t]*;?$/.exec(text.slice(start, end)) ?? [];
  const clause = required ?? imported;
  const bindings = required !== undefined && !required.startsWith('{') ? [{ module, member: undefined, as: required }] : bindingsOf(clause, isType === undefined ? module : '');
  const open = code.indexOf('{', start);
  const list = isType === undefined && open >= 0 && open < end ? items(code, open + 1, code.indexOf('}', open)) : undefined;
  return { start, end, section: sectionOf(module), key: module, list, bindings };
});

const item = (by: string) => ({ member = '', as }: Binding): string => (as === member ? member : `${member}${by}${as ?? ''}`);

export const javascript: Importing = {
  read,
  reached: (wanted, existing) => byName(wanted, existing) ?? (wanted.member !== undefined && existing.member === undefined && existing.module === wanted.module && existing.as !== undefined ? `${existing.as}.${wanted.member}` : undefined),
  write: (bindings) => `import { ${bindings.map(item(' as ')).join(', ')} } from '${bindings[0].module}';`,
  item: item(' as '),
  otherName: qualified,
  prologue: /[ \t]*(?:'[^'\n]*'|"[^"\n]*")[ \t]*;?[ \t]*(?=[\r\n]|$)/y,
  isApart: false,
  below: oneLine,
};

export const commonJs: Importing = { ...javascript, write: (bindings) => `const { ${bindings.map(item(': ')).join(', ')} } = require('${bindings[0].module}');`, item: item(': ') };
