/** What the values of a schedule are called: by what they are where that has a name, else briefly. */
import type { Value } from './operation';

/** Names that are still free. */
export interface Namer { readonly take: (candidate: string) => string }

/** `taken` are the user's names and what the target reserves; compared as the target compares them. */
export function createNamer(taken: Iterable<string>, isSame: (name: string) => string = (name) => name): Namer {
  const used = new Set([...taken].map(isSame));
  const last = new Map<string, number>();
  return {
    take: (candidate) => {
      for (let i = (last.get(candidate) ?? 0) + 1; ; i++) {
        const name = i === 1 ? candidate : `${candidate}${/\d$/.test(candidate) ? '_' : ''}${i}`;
        if (used.has(isSame(name))) continue;
        used.add(isSame(name));
        last.set(candidate, i);
        return name;
      }
    },
  };
}

const LONGEST_PRODUCT = 6;
const ASCII_WORD = /^[A-Za-z][A-Za-z0-9]*$/;

/** `Xw` for X*w, `XtX` for X'*X; undefined for products of anything but short plain names. */
function productName(value: Value, nameOf: (value: Value) => string | undefined): string | undefined {
  const { operation } = value;
  if (operation.op !== 'matmul') return undefined;
  const part = (factor: Value, transposed: boolean): string | undefined => {
    const name = nameOf(factor);
    return name === undefined || !ASCII_WORD.test(name) ? undefined : `${name}${transposed ? 't' : ''}`;
  };
  const left = part(operation.left, operation.leftTransposed);
  const right = part(operation.right, operation.rightTransposed);
  return left === undefined || right === undefined || left.length + right.length > LONGEST_PRODUCT ? undefined : left + right;
}

const NEUTRAL = { scalar: 's', vector: 'v', matrix: 'M', tuple: 'factors' } as const;

/** max(u, 0) + log1p(exp(-|u|)). */
function isSoftplus({ operation }: Value): boolean {
  const isCallOf = (value: Value, name: string): boolean => value.operation.op === 'call' && value.operation.name === name;
  return operation.op === 'sum' && operation.terms.length === 2 && operation.terms.some((term) => isCallOf(term.value, 'relu')) && operation.terms.some((term) => isCallOf(term.value, 'log1p'));
}

/** exp(x - max(x)): the weights of a softmax before they are normalised. */
function isShiftedExponential({ operation }: Value): boolean {
  const [difference] = operation.op === 'call' && operation.name === 'exp' ? operation.args : [];
  return difference?.operation.op === 'sum' && difference.operation.terms.some((term) => term.value.operation.op === 'maxEntry' || term.value.operation.op === 'rowMax');
}

/** The name a value asks for. `nameOf` gives the names of inputs and of values named before; `isLabel` tells inputs of signs or zeros and ones. */
export function wishedName(value: Value, nameOf: (value: Value) => string | undefined, isLabel: (value: Value) => boolean): string {
  const { operation } = value;
  switch (operation.op) {
    case 'sum': {
      const [only, ...others] = operation.terms;
      if (only !== undefined && others.length === 0) return wishedName(only.value, nameOf, isLabel);
      const hasProduct = operation.terms.some((term) => ['matmul', 'outer', 'solve', 'choleskySolve', 'luSolve'].includes(term.value.operation.op) || productName(term.value, nameOf) !== undefined);
      const hasData = operation.terms.some((term) => term.value.operation.op === 'input' && term.coefficient.n < 0) || (operation.terms.some((term) => term.value.operation.op === 'input') && operation.terms.some((term) => term.coefficient.n < 0));
      if (value.kind !== 'scalar' && hasProduct && hasData) return operation.terms.some((term) => term.value.operation.op === 'matmul' && term.coefficient.n < 0) ? 'slack' : 'residual';
      if (value.kind !== 'scalar' && operation.terms.length === 2 && operation.terms.every((term) => term.value.operation.op === 'input') && operation.terms.some((term) => term.coefficient.n < 0)) return 'difference';
      if (isSoftplus(value)) return 'losses';
      return hasProduct && value.kind !== 'scalar' ? 'z' : NEUTRAL[value.kind];
    }
    case 'call':
      if (operation.name === 'sigmoid') return 'probabilities';
      if (operation.name === 'sqrt' && operation.args[0]?.operation.op === 'dot') return 'norm';
      if (operation.name === 'softplus') return 'losses';
      if (isShiftedExponential(value)) return 'weights';
      if (operation.name === 'exp' && operation.args.some((arg) => arg.operation.op === 'sum' && arg.operation.terms.some((term) => isSoftplus(term.value)))) return 'probabilities';
      return NEUTRAL[value.kind];
    case 'softmax': case 'rowSoftmax': return 'probabilities';
    case 'multiply': return operation.factors.length === 1 && operation.factors.every((factor) => isShiftedExponential(factor.value)) ? 'probabilities' : operation.factors.some((factor) => factor.value.operation.op === 'matmul' && factor.value.kind === 'vector') && operation.factors.some((factor) => isLabel(factor.value)) ? 'margins' : NEUTRAL[value.kind];
    case 'matmul': return productName(value, nameOf) ?? NEUTRAL[value.kind];
    case 'inverse': { const name = nameOf(operation.matrix); return name === undefined ? 'inverse' : `${name}_inv`; }
    case 'choleskyInverse': {
      const matrix = operation.factor.operation.op === 'cholesky' ? nameOf(operation.factor.operation.matrix) : undefined;
      return matrix === undefined ? 'inverse' : `${matrix}_inv`;
    }
    case 'cholesky': return 'L';
    case 'solve': case 'choleskySolve': case 'luSolve': return 'solution';
    case 'logdet': case 'luLogdet': return 'logdet';
    case 'det': return 'determinant';
    case 'diagonal': return 'diagonal';
    case 'maxEntry': case 'rowMax': return 'top';
    case 'sumEntries': case 'rowSums': return isShiftedExponential(operation.of) ? 'total' : NEUTRAL[value.kind];
    default: return NEUTRAL[value.kind];
  }
}
