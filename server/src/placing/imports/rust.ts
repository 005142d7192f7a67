/** Rust: the standard library, other crates, this crate. A second `use` of a name is an error, a part of another one is none. */
import { byName, items, named, oneLine, qualified, type Binding, type Importing } from './importing';

const sectionOf = (path: string): number => (/^(?:std|core|alloc)\b/.test(path) ? 0 : /^(?:crate|self|super)\b/.test(path) ? 2 : 1);

/** The paths that a tree of braces stands for. */
function flattened(tree: string, prefix = ''): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= tree.length; at++) {
    if (tree[at] === '{') depth++;
    if (tree[at] === '}') depth--;
    if (at < tree.length && (tree[at] !== ',' || depth > 0)) continue;
    const part = tree.slice(from, at).trim();
    from = at + 1;
    if (part === '') continue;
    const open = part.indexOf('{');
    if (open < 0) parts.push(prefix + part);
    else parts.push(...flattened(part.slice(open + 1, part.lastIndexOf('}')), prefix + part.slice(0, open).trim()));
  }
  return parts;
}

function bindingOf(path: string): Binding {
  const { name, as } = named(path.replace(/::self\b/, ''));
  const at = name.lastIndexOf('::');
  const last = at < 0 ? name : name.slice(at + 2);
  const own = as === name ? last : as;
  return at < 0 ? { module: name, member: undefined, as: own } : { module: name.slice(0, at).replace(/^::/, ''), member: last, as: own };
}

const item = ({ member = '', as }: Binding): string => (as === member ? member : `${member} as ${as ?? ''}`);

export const rust: Importing = {
  read: ({ code }) => [...code.matchAll(/^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?(?:use|extern[ \t]+crate)[ \t]+([^;]+);/gm)].map((match) => {
    const [whole, tree = ''] = match;
    const end = match.index + whole.length;
    const open = tree.indexOf('{');
    const isFlat = open >= 0 && open === tree.lastIndexOf('{') && !tree.slice(open).includes('::');
    const from = end - 1 - tree.length + open + 1;
    return {
      start: match.index, end, section: sectionOf(tree), key: tree.replace(/\s+/g, ''), bindings: flattened(tree).map(bindingOf),
      list: isFlat ? items(code, from, code.indexOf('}', from)) : undefined,
    };
  }),
  reached: (wanted, existing) => byName(wanted, existing)
    ?? (existing.module === wanted.module && existing.member === '*' ? wanted.as : undefined)
    ?? (wanted.member !== undefined && existing.member === undefined && existing.module === wanted.module && existing.as !== undefined ? `${existing.as}::${wanted.member}` : undefined),
  write: (bindings) => { const names = bindings.map(item); return `use ${bindings[0].module}::${names.length === 1 ? names.join('') : `{${names.join(', ')}}`};`; },
  item,
  otherName: qualified,
  prologue: /[ \t]*#!\[[^\]]*\]/y,
  isApart: true,
  below: oneLine,
};
