/** C++ with Eigen 3.4. Taken: being written. */
export {};
