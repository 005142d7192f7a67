/** Fortran with LAPACK. Taken: being written. */
export {};
