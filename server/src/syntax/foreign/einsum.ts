/** `np.einsum` in the forms that matrix algebra has a notation for. */
import { call, transposed } from '../build';
import { entrywise, matrix, product, scalar, transposeOf, type Value } from './arrays';
import { Unreadable } from './reading';

/** The sum over the repeated indices of one or two operands. Letters are renamed to i, j, k in the order in which they come. */
const FORMS: Readonly<Record<string, (x: Value, y: Value) => Value>> = {
  'ii->':       (x) => scalar(call('tr', x.tree)),
  'ii->i':      (x) => ({ tree: call('diagonal', x.tree), rank: 'vector' }),
  'ij->ji':     (x) => transposeOf(x),
  'ij->':       (x) => scalar(call('sum', x.tree)),
  'i->':        (x) => scalar(call('sum', x.tree)),
  'ij->i':      (x) => ({ tree: call('rowsum', x.tree), rank: 'vector' }),
  'ij->j':      (x) => ({ tree: transposed(call('colsum', x.tree)), rank: 'vector', row: call('colsum', x.tree) }),
  'i,i->':      product,
  'i,j->ij':    (x, y) => matrix(call('outer', x.tree, y.tree)),
  'i,i->i':     (x, y) => entrywise('*', '.*', x, y),
  'ij,ij->':    (x, y) => scalar(call('dot', x.tree, y.tree)),
  'ij,ij->ij':  (x, y) => entrywise('*', '.*', x, y),
  'ij,ji->':    (x, y) => scalar(call('tr', product(x, y).tree)),
  'ij,j->i':    product,
  'ij,i->j':    (x, y) => product(y, x),
  'i,ij->j':    product,
  'i,ji->j':    (x, y) => product(y, x),
  'ij,jk->ik':  product,
  'ij,jk->ki':  (x, y) => transposeOf(product(x, y)),
  'ij,kj->ik':  (x, y) => product(x, transposeOf(y)),
  'ij,ik->jk':  (x, y) => product(transposeOf(x), y),
  'ij,ki->kj':  (x, y) => product(y, x),
};

/** A form of several operands is read two at a time, from the left. */
export function einsum(subscripts: string, operands: readonly Value[]): Value {
  const plain = subscripts.replace(/\s/g, '');
  const [left = '', given] = plain.split('->');
  const terms = left.split(',');
  const result = given ?? implicit(left);
  const refusal = new Unreadable(`einsum('${subscripts}') has no counterpart.`);
  const [first, ...others] = operands;
  if (first === undefined || terms.length !== operands.length || !/^[a-zA-Z,]*$/.test(left)) throw refusal;
  let value = first;
  let indices = terms[0] ?? '';
  if (others.length === 0) return formOf([indices], result)?.(first, first) ?? (() => { throw refusal; })();
  for (const [i, other] of others.entries()) {
    const term = terms[i + 1] ?? '';
    const later = terms.slice(i + 2).join('') + result;
    // What nobody needs later is summed over now.
    const kept = i === others.length - 1 ? result : [...new Set(indices + term)].filter((letter) => later.includes(letter)).join('');
    const form = formOf([indices, term], kept);
    if (form === undefined) throw refusal;
    value = form(value, other);
    indices = kept;
  }
  return value;
}

/** Without an arrow the letters that occur once are kept, in their order. */
const implicit = (left: string): string => [...new Set(left.replace(/,/g, ''))].filter((letter) => left.split(letter).length === 2).sort().join('');

function formOf(terms: readonly string[], result: string): ((x: Value, y: Value) => Value) | undefined {
  const names = new Map<string, string>();
  const renamed = `${terms.join(',')}->${result}`.replace(/[a-zA-Z]/g, (letter) => { const known = names.get(letter) ?? 'ijklmn'.charAt(names.size); names.set(letter, known); return known; });
  return Object.hasOwn(FORMS, renamed) ? FORMS[renamed] : undefined;
}
