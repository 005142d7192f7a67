/** A function or an operator for the reader: its shapes, its differential, when that holds and where it is published. */
import { explainFunction, explainOperator, published, type Explanation } from '../operators/explain';
import { signatures, type FunctionName } from '../operators/signatures';
import { formula, item, line, type Part } from './markup';
import { ruleFormula } from './ruleFormula';

const signatureLines = (name: FunctionName): readonly Part[] => {
  const row: { readonly signatures: readonly string[]; readonly synonyms?: readonly string[] } = signatures[name];
  const lines = row.signatures.map((signature) => line({ code: `${name} : ${readable(signature)}` }));
  return row.synonyms === undefined ? lines : [...lines, line(`Also written ${row.synonyms.join(', ')}.`)];
};

/** The parameters of a signature with their names, as far as the rule has a name for each of them: `A: n×n`. */
export function namedParameters(name: FunctionName, shapes: readonly string[]): readonly string[] {
  const names = argumentNames(explainFunction(name).statement);
  return names.length === shapes.length ? shapes.map((shape, i) => (names[i] === shape ? shape : `${names[i] ?? ''}: ${shape}`)) : shapes;
}

/** `#n` is a parameter that is a dimension; `1×1` a scalar. */
export const readable = (signature: string): string => signature.replaceAll('#', '').replace(/\b1×1\b/g, 'scalar').replace(/(?<![\w*+×])f(?![\w*+×])/, 'function');

/** The names that the statement of a rule gives to the arguments: `A` and `b` in `d (A\\b) = …`. */
function argumentNames(statement: string): readonly string[] {
  const [changed = ''] = statement.split(' = ');
  return (/\(([^()]*)\)/.exec(changed)?.[1]?.match(/\p{L}[\p{L}\p{Nd}]*/gu)) ?? [];
}

/** A condition with the arguments by their names. */
function conditionText(text: string, statement: string): string {
  const names = argumentNames(statement);
  return text.replace(/#(\d)/g, (_, i: string) => names[Number(i) - 1] ?? 'the argument');
}

function explanationParts({ rule, summary, statement, source, conditions, note }: Explanation): readonly Part[] {
  const { title, url } = published(source);
  const typeset = ruleFormula(statement);
  return [
    line(sentence(summary)),
    typeset === undefined ? line({ code: statement }) : formula(typeset),
    ...(conditions.length === 0 ? [] : conditions.map((condition) => item(`Holds for ${conditionText(condition, statement)}.`))),
    ...(note === undefined ? [] : typeof note === 'string' ? [note] : [note.one, note.two]).map((each) => item(sentence(conditionText(each, statement)))),
    line(`${sentence(rule)} `, { text: title, url }),
  ];
}

/** A text as a sentence. What begins with a formula keeps its letter: `u*σ(u)`, `u for u > 0`; the one word of one letter is a. */
export const sentence = (text: string): string => `${text.replace(/^(?:[a-z]{2,}|a(?= [a-z]{2}))(?=[\s,.:;]|$)/, (word) => word.charAt(0).toUpperCase() + word.slice(1))}${text === '' || /[.!?]$/.test(text) ? '' : '.'}`;

/** Elementwise functions whose name a reader could take for the function of matrices, and the latter. */
const matrixFunctions: Readonly<Record<string, string>> = { exp: 'expm', log: 'logm', sqrt: 'sqrtm' };

export const functionParts = (name: FunctionName): readonly Part[] => [...signatureLines(name), ...ruleParts(name)];

/** The same without its signatures, for where they stand already. */
export function ruleParts(name: FunctionName): readonly Part[] {
  const other = matrixFunctions[name];
  return [
    ...explanationParts(explainFunction(name)),
    ...(other === undefined ? [] : [line(`${name} works on every entry, also of a square matrix; the matrix function is `, { code: other }, '.')]),
  ];
}

/** Undefined for a mark that is no operator of the language. */
export function operatorParts(operator: string, unary: boolean): readonly Part[] | undefined {
  const explanation = explainOperator(operator, unary);
  return explanation === undefined ? undefined : explanationParts(explanation);
}
