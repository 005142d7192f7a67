/** R. Taken: being written. */
export {};
