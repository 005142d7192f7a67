/** Julia: `using` brings all that a module exports. */
import { oneLine, type Importing } from './importing';

export const julia: Importing = {
  read: ({ code }) => [...code.matchAll(/^[ \t]*using[ \t]+([^\n\r]+)/gm)].map((match) => {
    const [whole, clause = ''] = match;
    const [module = '', members] = clause.trim().split(/[ \t]*:[ \t]*/);
    const names = (members ?? '').split(',').map((name) => name.trim());
    return {
      start: match.index, end: match.index + whole.trimEnd().length, section: 0, key: module, list: undefined,
      bindings: members === undefined ? module.split(',').map((name) => ({ module: name.trim(), member: '*', as: undefined })) : names.map((member) => ({ module, member, as: member })),
    };
  }),
  reached: (wanted, existing) => (wanted.module === existing.module && existing.member === '*' ? '' : undefined),
  write: ([{ module }]) => `using ${module}`,
  item: ({ module }) => module,
  otherName: () => '',
  // The names of a module are its own.
  prologue: /[ \t]*(?:bare)?module[ \t]+\w+[^\n\r]*/y,
  isApart: false,
  below: oneLine,
};
