/** Rust with nalgebra. Taken: being written. */
export {};
