/** The kind of the code actions that insert code. Editors list quick fixes first, and on a query this is what a reader wants first. */
export const INSERT_KIND = 'quickfix.insert';
