/** Which notation a selected text is in, and what it says in this language. */
import { shapeOfBinding } from '../semantics/bindings';
import type { Binding, Meaning } from '../semantics/meaning';
import { isColumn, isRow, isScalar, sidesOf, type Shape } from '../shapes/shape';
import { fromLatex } from '../syntax/foreign/latex';
import { fromNumpy } from '../syntax/foreign/numpy';
import type { Rank, RankOf, SidesOf } from '../syntax/foreign/rank';
import type { Reading } from '../syntax/foreign/reading';
import { parseDocument, parseExpression } from '../syntax/parse';
import { printTree } from '../syntax/print';

export type Notation = 'mcalc' | 'latex' | 'numpy';

/** A command, braces behind a script: nothing that this language or a program would have. */
const LATEX = /\\(?:[a-zA-Z]{2,}|[|{,;!])|[\^_]\{/;
/** A matrix product by `@`, a power by two stars, a name of a library, entries counted from zero. */
const NUMPY = /@|\*\*|\b(?:np|numpy|jnp|torch|scipy|math)\./;
/** Files in which an expression is NumPy unless it cannot be. */
const PYTHON: ReadonlySet<string> = new Set(['python', 'cython', 'sage', 'mojo', 'jupyter', 'ipynb', 'starlark']);

export function notationOf(text: string, languageId: string): Notation {
  if (LATEX.test(text)) return 'latex';
  if (NUMPY.test(text)) return 'numpy';
  return PYTHON.has(languageId) && /[*/]/.test(text) && !/'|\.\*|\^/.test(text) ? 'numpy' : 'mcalc';
}

const rankOfShape = (shape: Shape): Rank => (isScalar(shape) ? 'scalar' : isColumn(shape) || isRow(shape) ? 'vector' : 'matrix');

function rankOfBinding(binding: Binding | undefined): Rank | undefined {
  switch (binding?.kind) {
    case 'variable': return rankOfShape(binding.shape);
    case 'definition': return binding.shape === undefined ? undefined : rankOfShape(binding.shape);
    case 'dimension': case 'index': return 'scalar';
    case 'function': case undefined: return undefined;
  }
}

/** What is known of the names of a file at a place. */
export interface Known { readonly ranks: RankOf; readonly sides: SidesOf }

export const NOTHING_KNOWN: Known = { ranks: () => undefined, sides: () => undefined };

export const knownAt = (meaning: Meaning, offset: number): Known => ({
  ranks: (name) => rankOfBinding(meaning.lookup(name, offset)),
  sides: (name) => { const binding = meaning.lookup(name, offset); const shape = binding === undefined ? undefined : shapeOfBinding(binding); return shape === undefined ? undefined : sidesOf(shape).map(({ key }) => parseExpression(key).tree); },
});

const readers = {
  latex: (text, { ranks }) => fromLatex(text, ranks),
  numpy: (text, { ranks, sides }) => fromNumpy(text, ranks, sides),
} as const satisfies Record<Exclude<Notation, 'mcalc'>, (text: string, known: Known) => Reading>;

export type Converted = { readonly ok: true; /** The expression. */ readonly text: string; /** `f(w)`, of a text that defines something. */ readonly defines: string | undefined } | { readonly ok: false; readonly message: string };

/** A text of another notation in this language; it parses. */
export function converted(text: string, notation: Exclude<Notation, 'mcalc'>, known: Known): Converted {
  const found = readers[notation](text, known);
  if (!found.ok) return found;
  const { head } = found;
  const written = printTree(found.tree);
  const defines = head === undefined ? undefined : head.parameters.length === 0 ? head.name : `${head.name}(${head.parameters.join(', ')})`;
  const [error] = defines === undefined ? parseExpression(written).errors : parseDocument(`${defines} = ${written}`).errors;
  return error === undefined ? { ok: true, text: written, defines } : { ok: false, message: error.message };
}
