/** JavaScript and TypeScript. Taken: being written. */
export {};
