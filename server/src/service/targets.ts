/** The code targets on offer. */
export const TARGETS = [
  { target: 'numpy', label: 'NumPy', languageId: 'python' },
] as const;

export const isTarget = (name: string): boolean => TARGETS.some(({ target }) => target === name);
