/** The code targets on offer: those of code generation that are finished. */
import type { TargetName } from '../codegen/request';

export interface Target { readonly target: TargetName; readonly label: string; /** The language its code is in, as editors name it. */ readonly languageId: string }

/** The usual one of each language first. */
export const TARGETS: readonly Target[] = [
  { target: 'numpy', label: 'NumPy', languageId: 'python' },
  { target: 'pytorch', label: 'PyTorch', languageId: 'python' },
  { target: 'jax', label: 'JAX', languageId: 'python' },
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

export const isTarget = (name: string): name is TargetName => TARGETS.some(({ target }) => target === name);
