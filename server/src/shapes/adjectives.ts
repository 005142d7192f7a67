/** The adjectives of declarations: what a variable may be declared to be, and what each says. */

interface Adjective {
  /** What a reader is told. */
  readonly meaning: string;
  /** Structural adjectives make the variable range over a subspace or manifold of matrices; the others bound its entries. */
  readonly structural: boolean;
  readonly square: boolean;
  /** A curved set of vectors or matrices: said behind the shape, `vector(n) on sphere`. */
  readonly manifold: boolean;
  /** What follows from it. */
  readonly implies: readonly string[];
}

const row = (meaning: string, options: Partial<Omit<Adjective, 'meaning'>> = {}): Adjective => ({ meaning, structural: false, square: false, manifold: false, implies: [], ...options });

export const adjectives = {
  symmetric:    row("A' = A",                                    { structural: true, square: true }),
  skew:         row("A' = -A",                                   { structural: true, square: true }),
  diagonal:     row('zero off the diagonal',                     { structural: true, square: true, implies: ['symmetric', 'lower', 'upper'] }),
  lower:        row('zero above the diagonal',                   { structural: true, square: true }),
  upper:        row('zero below the diagonal',                   { structural: true, square: true }),
  orthogonal:   row("Q'*Q = eye(n)",                             { structural: true, square: true, implies: ['invertible', 'fullrank'] }),
  sphere:       row('norm(x) = 1, of a matrix normF(X) = 1',         { structural: true, manifold: true }),
  stiefel:      row("Q'*Q = eye(p), orthonormal columns",            { structural: true, manifold: true, implies: ['fullrank'] }),
  posdef:       row("symmetric, x'*P*x > 0 for x ≠ 0",           { structural: true, square: true, implies: ['symmetric', 'possemidef', 'invertible', 'posdet', 'fullrank'] }),
  possemidef:   row("symmetric, x'*P*x ≥ 0",                     { structural: true, square: true, implies: ['symmetric'] }),
  invertible:   row('has an inverse',                            { square: true, implies: ['fullrank'] }),
  fullrank:     row('rank min(m, n)'),
  posdet:       row('positive determinant',                      { square: true, implies: ['invertible', 'fullrank'] }),
  positive:     row('every entry > 0',                           { implies: ['nonnegative'] }),
  nonnegative:  row('every entry ≥ 0'),
  sign:         row('every entry -1 or 1'),
  binary:       row('every entry 0 or 1',                        { implies: ['nonnegative'] }),
  onehot:       row('one entry 1, the others 0 (in each row of a matrix)', { implies: ['binary', 'nonnegative'] }),
  probability:  row('entries ≥ 0 with sum 1 (in each row of a matrix)', { implies: ['nonnegative'] }),
  unitinterval: row('every entry in (0, 1)',                     { implies: ['positive', 'nonnegative'] }),
  integer:      row('an integer'),
  constant:     row('never differentiated by default'),
} as const satisfies Record<string, Adjective>;

export type Property = keyof typeof adjectives;

export const isProperty = (word: string): word is Property => Object.hasOwn(adjectives, word);

/** The properties that a reader is told of: not those that another one implies. */
export function statedProperties(properties: ReadonlySet<Property>): readonly Property[] {
  const implied = new Set<string>([...properties].flatMap((property): readonly string[] => adjectives[property].implies));
  return [...properties].filter((property) => !implied.has(property));
}

/** The same as words of the language; a manifold with the word in front, `on sphere`. */
export const statedWords = (properties: ReadonlySet<Property>): readonly string[] => statedProperties(properties).map((property) => (adjectives[property].manifold ? `on ${property}` : property));

/** The given properties and everything that follows from them, in table order. */
export function closure(given: Iterable<Property>): ReadonlySet<Property> {
  const all = new Set<Property>();
  const add = (property: Property): void => {
    if (all.has(property)) return;
    all.add(property);
    for (const implied of adjectives[property].implies) if (isProperty(implied)) add(implied);
  };
  for (const property of given) add(property);
  return all;
}
