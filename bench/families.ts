/** Functions that grow: the same kind of text at any number of operations, to see how the engine scales. */

export interface Family {
  readonly name: string;
  /** A file with one query whose function has about `nodes` operations. */
  readonly text: (nodes: number) => string;
}

/** Wide: a sum of many terms that have a factor in common and nothing to merge. */
const sumOfTerms = (nodes: number): string => {
  const terms = Array.from({ length: Math.max(1, Math.round(nodes / 4)) }, (_, i) => `exp(${String(i + 2)}*t)`);
  return `t : scalar\nf = ${terms.join(' + ')}\ngradient f wrt t\n`;
};

/** Deep in the text: A*(A*(… − b) − b) − b under a norm. */
const nestedQuadratic = (nodes: number): string => {
  const depth = Math.max(1, Math.round(nodes / 2));
  return `A : matrix(n, n); b : vector(n); x : vector(n)\nf = norm2(${'A*('.repeat(depth)}x${' - b)'.repeat(depth)})^2\ngradient f wrt x\n`;
};

/** Deep by definitions: layers of a network, each used by the next; every layer comes up several times in the answer, so sharing has to be kept. */
const sigmoidChain = (nodes: number): string => {
  const depth = Math.max(1, Math.round(nodes / 2));
  const layers = Array.from({ length: depth }, (_, i) => `h${String(i + 1)} = sigmoid(W*h${String(i)})`);
  return `W : matrix(n, n); h0 : vector(n)\n${layers.join('\n')}\nf = sum(h${String(depth)})\ngradient f wrt h0\n`;
};

export const FAMILIES: readonly Family[] = [
  { name: 'sum of terms',     text: sumOfTerms },
  { name: 'nested quadratic', text: nestedQuadratic },
  { name: 'sigmoid chain',    text: sigmoidChain },
];

export const SIZES = [10, 100, 1_000, 10_000] as const;
