/** Files of a size that only work over years produces. */

/** A Python module with so many blocks, each with names of its own, an inferred name among them where `declared` is false. */
export function pythonWithBlocks(count: number, linesBetween = 4, declared = true): string {
  const code = Array.from({ length: linesBetween }, (_, i) => `    value_${String(i)} = compute(value, "text with # no comment", ${String(i)})`).join('\n');
  return Array.from({ length: count }, (_, i) => {
    const n = String(i);
    return `# mcalc: X_${n} : matrix(n, d); w_${n} : vector(d); y_${n} : vector(n)${declared ? `; λ_${n} : positive scalar` : ''}\n#   r_${n} = X_${n}*w_${n} - y_${n}\n#   f_${n} = 1/2*norm2(r_${n})^2 + λ_${n}/2*norm2(w_${n})^2\n#   gradient f_${n} wrt w_${n}\ndef fit_${n}(value):\n${code}\n    return value\n\n`;
  }).join('');
}

/** Notes with so many paragraphs, all about the same names. */
export const notesWithBlocks = (count: number): string => Array.from({ length: count }, (_, i) =>
  `X : matrix(n, d); w : vector(d); y : vector(n); λ : positive scalar\nr = X*w - y\nf = ${String(i + 1)}/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w\n\n`).join('');

/** A block below so many lines of code. */
export function pythonWithLines(lines: number): string {
  const code = Array.from({ length: lines }, (_, i) => (i % 12 === 0 ? `# a comment on line ${String(i)}` : i % 40 === 5 ? `s_${String(i)} = """a string\nover "two" lines"""` : `x_${String(i)} = f(x, 'text', ${String(i)}) # why`)).join('\n');
  return `${code}\n${pythonWithBlocks(1)}${code}\n`;
}
