/** The code targets on offer: those of code generation that are finished. */
import type { TargetName } from '../codegen/request';

export interface Target { readonly target: TargetName; readonly label: string; /** The language its code is in, as editors name it. */ readonly languageId: string; /** Its code is a function with its own derivative, for a framework that differentiates. */ readonly isDifferentiable?: boolean }

/** The usual one of each language first. */
export const TARGETS: readonly Target[] = [
  { target: 'numpy', label: 'NumPy', languageId: 'python' },
  { target: 'pytorch', label: 'PyTorch', languageId: 'python' },
  { target: 'jax', label: 'JAX', languageId: 'python' },
  { target: 'pytorch_autograd', label: 'PyTorch (autograd.Function)', languageId: 'python', isDifferentiable: true },
  { target: 'jax_custom_vjp', label: 'JAX (custom_vjp)', languageId: 'python', isDifferentiable: true },
  { target: 'fortran', label: 'Fortran (LAPACK)', languageId: 'FortranFreeForm' },
  { target: 'nalgebra', label: 'Rust (nalgebra)', languageId: 'rust' },
  { target: 'javascript', label: 'JavaScript (ml-matrix)', languageId: 'javascript' },
  { target: 'typescript', label: 'TypeScript (ml-matrix)', languageId: 'typescript' },
  { target: 'matlab', label: 'MATLAB', languageId: 'matlab' },
  { target: 'octave', label: 'Octave', languageId: 'octave' },
  { target: 'julia', label: 'Julia', languageId: 'julia' },
  { target: 'r', label: 'R', languageId: 'r' },
  { target: 'eigen', label: 'C++ with Eigen', languageId: 'cpp' },
];

export const isDifferentiable = (name: TargetName): boolean => TARGETS.some(({ target, isDifferentiable: is }) => target === name && is === true);
export const isTarget = (name: string): name is TargetName => TARGETS.some(({ target }) => target === name);
