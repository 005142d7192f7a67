/** The statement of a rule, typeset: `d logdet(X) = tr(inv(X)*dX)` as `d log|det X| = tr(X⁻¹ dX)`. */
import type { Formula } from '../../../protocol/formula';
import { parseExpression } from '../syntax/parse';
import type { Tree } from '../syntax/tree';
import { levels, type Box } from '../typeset/box';
import { composeBox } from '../typeset/compose';
import { latexDialect } from '../typeset/latexDialect';
import { unicodeDialect } from '../typeset/unicodeDialect';

/** Undefined where the statement says more than equations between expressions of the language. */
export function ruleFormula(statement: string): Formula | undefined {
  // `λᵢ` is no name of the language.
  if (/\p{Lm}/u.test(statement)) return undefined;
  const equations: Formula[] = [];
  for (const equation of equationsOf(statement)) {
    const [left = '', right, ...more] = equation.split(' = ');
    const [of, is] = [side(left), right === undefined ? undefined : side(right)];
    if (of === undefined || is === undefined || more.length > 0) return undefined;
    equations.push({ latex: `${of.latex} = ${is.latex}`, text: `${of.text} = ${is.text}` });
  }
  return { latex: equations.map(({ latex }) => latex).join(', \\quad '), text: equations.map(({ text }) => text).join(', ') };
}

/** Several equations stand with commas between them; a comma between arguments has a bracket before the next `=`. */
const equationsOf = (statement: string): readonly string[] => statement.split(/, (?=[^(),]* = |d[ (][^=]* = )/);

function side(text: string): Formula | undefined {
  const [, changed] = /^d ?([ (].*)$/.exec(text) ?? [];
  const tree = read(changed ?? text);
  if (tree === undefined) return undefined;
  const [latex, unicode] = [composeBox(tree, latexDialect), composeBox(tree, unicodeDialect)];
  if (changed === undefined) return { latex: latex.text, text: unicode.text };
  // Brackets that the statement has around what changes are not in its tree.
  const bracketed = changed.trim().startsWith('(') || isLoose(unicode);
  return bracketed ? { latex: `\\mathrm{d}(${latex.text})`, text: `d(${unicode.text})` } : { latex: `\\mathrm{d}${latex.text}`, text: `d ${unicode.text}` };
}

/** `d` in front of it would be read with its first operand only. */
const isLoose = ({ level }: Box): boolean => level < levels.product;

function read(text: string): Tree | undefined {
  const { tree, errors } = parseExpression(text);
  return errors.length === 0 ? tree : undefined;
}
