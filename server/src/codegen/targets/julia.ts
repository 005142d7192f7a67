/** Julia, with LinearAlgebra. Taken: being written. */
export {};
