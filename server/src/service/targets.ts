/** What results can be written as: code, and papers. */
import type { TargetName } from '../codegen/request';
import type { PaperName } from '../papers/request';

interface Row { readonly label: string; /** The language it is in, as editors name it. */ readonly languageId: string }
interface CodeRow extends Row { /** Its code is a function with its own derivative, for a framework that differentiates. */ readonly isDifferentiable?: true }

export interface CodeTarget extends CodeRow { readonly writes: 'code'; readonly target: TargetName }
/** A target without a machine: what it writes is read. */
export interface PaperTarget extends Row { readonly writes: 'paper'; readonly target: PaperName }
export type Target = CodeTarget | PaperTarget;

/** The usual one of each language first. */
const code: Readonly<Record<TargetName, CodeRow>> = {
  numpy:            { label: 'NumPy',                      languageId: 'python' },
  pytorch:          { label: 'PyTorch',                    languageId: 'python' },
  jax:              { label: 'JAX',                        languageId: 'python' },
  pytorch_autograd: { label: 'PyTorch (autograd.Function)', languageId: 'python', isDifferentiable: true },
  jax_custom_vjp:   { label: 'JAX (custom_vjp)',           languageId: 'python', isDifferentiable: true },
  fortran:          { label: 'Fortran (LAPACK)',           languageId: 'FortranFreeForm' },
  nalgebra:         { label: 'Rust (nalgebra)',            languageId: 'rust' },
  javascript:       { label: 'JavaScript (ml-matrix)',     languageId: 'javascript' },
  typescript:       { label: 'TypeScript (ml-matrix)',     languageId: 'typescript' },
  matlab:           { label: 'MATLAB',                     languageId: 'matlab' },
  octave:           { label: 'Octave',                     languageId: 'octave' },
  julia:            { label: 'Julia',                      languageId: 'julia' },
  r:                { label: 'R',                          languageId: 'r' },
  eigen:            { label: 'C++ with Eigen',             languageId: 'cpp' },
};

const papers: Readonly<Record<PaperName, Row>> = {
  latex:    { label: 'LaTeX',    languageId: 'latex' },
  markdown: { label: 'Markdown', languageId: 'markdown' },
  typst:    { label: 'Typst',    languageId: 'typst' },
};

const isTarget = (name: string): name is TargetName => Object.hasOwn(code, name);
export const isPaper = (name: string): name is PaperName => Object.hasOwn(papers, name);

export const TARGETS: readonly Target[] = [
  ...Object.entries(code).flatMap(([target, row]): readonly Target[] => (isTarget(target) ? [{ writes: 'code', target, ...row }] : [])),
  ...Object.entries(papers).flatMap(([target, row]): readonly Target[] => (isPaper(target) ? [{ writes: 'paper', target, ...row }] : [])),
];

export const targetNamed = (name: string): Target | undefined => TARGETS.find(({ target }) => target === name);
/** What a target writes, in a word for messages. */
export const thingOf = (name: string): 'code' | 'text' => (isPaper(name) ? 'text' : 'code');
export const isDifferentiable = (name: TargetName): boolean => code[name].isDifferentiable === true;
