/** C++: headers have no names in the file. Those in angle brackets are a section, those in quotes another, which comes first or last as the file has it. */
import { byName, oneLine, type Importing } from './importing';

/** Headers that bring others. */
const BRINGS: Readonly<Record<string, RegExp>> = {
  'Eigen/Eigen': /^Eigen\/(?:Dense|Core|LU|Cholesky|QR|SVD|Eigenvalues|Geometry|Sparse)$/,
  'Eigen/Dense': /^Eigen\/(?:Core|LU|Cholesky|QR|SVD|Eigenvalues|Geometry)$/,
  'bits/stdc++.h': /^[a-z_]+$/,
};

/** Not one that is there only under a condition; an include guard is none. */
function conditional(code: string): (offset: number) => boolean {
  const guard = /^\s*#[ \t]*ifndef[ \t]+(\w+)[^\n]*\n\s*#[ \t]*define[ \t]+\1\b/.exec(code);
  const levels = [...code.matchAll(/^[ \t]*#[ \t]*(if|ifdef|ifndef|endif)\b/gm)].map(({ index, 1: word }) => ({ index, by: word === 'endif' ? -1 : 1 }));
  return (offset) => levels.reduce((sum, { index, by }) => (index < offset ? sum + by : sum), 0) > (guard === null ? 0 : 1);
}

export const cpp: Importing = {
  read: ({ text, code }) => {
    const isConditional = conditional(code);
    return [...code.matchAll(/^[ \t]*#[ \t]*include[ \t]*(?:<([^>\n\r]+)>|"[^"\n\r]*")/gm)].filter(({ index }) => !isConditional(index)).map((match) => {
      const [whole, angled] = match;
      const end = match.index + whole.length;
      const module = angled ?? text.slice(code.indexOf('"', match.index) + 1, end - 1);
      return { start: match.index, end, section: angled === undefined ? 0 : 1, key: module, list: undefined, bindings: [{ module, member: undefined, as: undefined }] };
    });
  },
  reached: (wanted, existing) => byName({ ...wanted, as: '' }, { ...existing, as: '' }) ?? (BRINGS[existing.module]?.test(wanted.module) === true ? '' : undefined),
  write: ([{ module }]) => `#include <${module}>`,
  item: ({ module }) => module,
  otherName: () => '',
  prologue: /[ \t]*#[ \t]*pragma[ \t]+once[^\n\r]*|[ \t]*#[ \t]*ifndef[ \t]+(\w+)[^\n\r]*\r?\n\s*#[ \t]*define[ \t]+\1\b[^\n\r]*/y,
  isApart: true,
  below: oneLine,
};
