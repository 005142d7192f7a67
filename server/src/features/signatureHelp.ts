/** textDocument/signatureHelp: the function whose bracket is open at the cursor, its shapes, and which argument is being written. */
import { functionNamed, signatures as vocabulary } from '../operators/signatures';
import { derivativeCallable } from '../semantics/derivatives';
import { derivativeNamed } from '../syntax/derivativeNames';
import { lex, type Token } from '../syntax/lex';
import type { Analysis } from '../service/analysis';
import { shapeUnicode } from '../typeset/unicode';
import { namedParameters, readable, ruleParts } from './explanation';
import { written, type Style } from './markup';

export interface Signatures {
  readonly signatures: readonly { readonly label: string; /** Ranges of the label. */ readonly parameters: readonly (readonly [number, number])[]; readonly documentation: string }[];
  readonly active: number;
  readonly parameter: number;
}

/** Brackets further apart than this are not looked for. */
const REACH = 10_000;

export function signatureHelp(analysis: Analysis, offset: number, style: Style): Signatures | undefined {
  const at = analysis.toVirtual(offset);
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (at === undefined || block === undefined) return undefined;
  const open = openCall(lex(analysis.embedded.text.slice(Math.max(block.virtual.start, at - REACH), at)).tokens);
  if (open === undefined) return undefined;
  return ofFile(analysis, open, at) ?? ofLanguage(open, style);
}

interface OpenCall { readonly name: string; readonly argument: number }

/** The innermost call whose bracket is open at the end. A statement's end closes everything. */
function openCall(tokens: readonly Token[]): OpenCall | undefined {
  const stack: { name: string | undefined; argument: number }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    if (token.text === '(' || token.text === '.(' || token.text === '[') {
      const before = tokens[i - 1];
      stack.push({ name: token.text !== '[' && before?.kind === 'name' && !token.spaced ? before.text : undefined, argument: 0 });
    } else if (token.text === ')' || token.text === ']') stack.pop();
    else if (token.text === ',') { const top = stack.at(-1); if (top !== undefined) top.argument++; }
    else if (token.text === '=' && stack.at(-1)?.name !== 'sum') stack.length = 0;
  }
  const innermost = stack.findLast(({ name }) => name !== undefined);
  return innermost?.name === undefined ? undefined : { name: innermost.name, argument: innermost === stack.at(-1) ? innermost.argument : 0 };
}

/** A label of parts, and where each parameter stands in it. */
function labelled(name: string, parameters: readonly string[], result: string): Pick<Signatures['signatures'][number], 'label' | 'parameters'> {
  let label = `${name}(`;
  const places: [number, number][] = [];
  for (const [i, parameter] of parameters.entries()) {
    if (i > 0) label += ', ';
    places.push([label.length, label.length + parameter.length]);
    label += parameter;
  }
  return { label: `${label}) → ${result}`, parameters: places };
}

function ofFile({ meaning }: Analysis, { name, argument }: OpenCall, at: number): Signatures | undefined {
  const derivative = derivativeNamed(name);
  const binding = meaning.lookup(name, at) ?? (derivative === undefined || functionNamed(name) !== undefined ? undefined : meaning.lookup(derivative.of, at));
  if (binding?.kind === 'function' && binding.name !== name && derivative !== undefined) {
    const called = derivativeCallable(derivative, binding);
    return called === undefined ? undefined : { signatures: [{ ...labelled(name, called.parameters.map(shapeUnicode), shapeUnicode(called.result)), documentation: '' }], active: 0, parameter: argument };
  }
  if (binding?.kind === 'function') {
    return { signatures: [{ ...labelled(name, binding.parameters.map(shapeUnicode), shapeUnicode(binding.result)), documentation: '' }], active: 0, parameter: argument };
  }
  if (binding?.kind !== 'definition' || binding.parameters.length === 0) return undefined;
  const parameters = binding.parameters.map((parameter) => { const shape = meaning.shapeOf(parameter); return shape === undefined ? parameter.name : `${parameter.name} ∈ ${shapeUnicode(shape)}`; });
  return { signatures: [{ ...labelled(name, parameters, binding.shape === undefined ? '?' : shapeUnicode(binding.shape)), documentation: '' }], active: 0, parameter: argument };
}

function ofLanguage({ name, argument }: OpenCall, style: Style): Signatures | undefined {
  const known = functionNamed(name);
  if (known === undefined) return undefined;
  const documentation = written(ruleParts(known), style);
  const all = vocabulary[known].signatures.map((signature) => {
    const [before = '', after = ''] = readable(signature).split('→');
    const parameters = before.split(',').map((parameter) => parameter.trim());
    return { ...labelled(name, namedParameters(known, parameters), after.trim()), documentation };
  });
  // The first signature that has the argument that is being written.
  return { signatures: all, active: Math.max(0, all.findIndex(({ parameters }) => parameters.length > argument)), parameter: argument };
}
