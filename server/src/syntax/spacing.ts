/** How much space stands between two tokens of a statement in house style. */
import { isBinaryOperator } from './frames';
import type { Token } from './lex';
import { queryWords } from './statements';

/** Words that are no operand: what follows one begins an operand of its own. */
const clauseWords = new Set(['wrt', 'order', 'along', 'layout', 'as', 'where', 'solve']);
/** Words in front of an equality, whose left side may be a query. */
const asking = new Set(['check', 'implicit']);
const spacedSymbols = new Set(['=', '==', '∈', '->', '⊗']);
/** Written as a sign of its own, an elementwise operator is set apart: `A ⊙ B`, but `A.*B`. */
const spacedSpellings = new Set(['⊙', '⊘', '∘']);

const isScript = ({ kind }: Token): boolean => kind === 'superscript' || kind === 'subscript';

type Bracket = 'round' | 'sumHeader' | 'index' | 'block' | 'angle' | '|' | '||' | '‖';

/**
 * The space before each token of a statement without errors; `text` is the document. Spaces that have a meaning, those between the elements
 * of a matrix row, stay.
 */
export function spacesBefore(tokens: readonly Token[], text: string): readonly string[] {
  const spaces: string[] = [];
  const open: Bracket[] = [];
  /** An operand is complete: a sign is binary, a bar closes. */
  let complete = false;
  /** What the token before wants after it. */
  let wanted = '';
  const put = (space: string, after: string, done: boolean): void => { spaces.push(space); wanted = after; complete = done; };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const previous = tokens[i - 1];
    const next = tokens[i + 1];
    const written = previous !== undefined && token.start > previous.end ? ' ' : '';
    const adjacentNext = next !== undefined && next.start === token.end;
    /** Side by side with the operand before: the next element of a row. */
    const element = complete && open.at(-1) === 'block' && written !== '';
    // In ∇²₁₂h the name is still to come.
    if (isScript(token)) { put('', '', previous !== undefined && previous.text !== '∇' && (complete || !isScript(previous))); continue; }
    if (token.kind === 'number') { put(complete ? ' ' : wanted, '', true); continue; }
    if (token.kind === 'name') {
      if (complete && written === '' && token.text.startsWith('_')) { put('', '', true); continue; }
      const word = isWord(tokens, i, complete, open.length === 0);
      put(complete || word ? ' ' : wanted, word ? ' ' : '', !word);
      continue;
    }
    if (token.kind !== 'symbol') { put(written, '', false); continue; }
    switch (token.text) {
      case '(': case '.(': {
        const header = previous?.text === 'sum' && next?.kind === 'name' && tokens[i + 2]?.text === '=';
        open.push(header ? 'sumHeader' : 'round');
        put(element ? ' ' : complete ? '' : wanted, '', false);
        break;
      }
      case '[': open.push(complete && !element ? 'index' : 'block'); put(element ? ' ' : complete ? '' : wanted, '', false); break;
      case ')': { const header = open.pop() === 'sumHeader'; put('', header ? ' ' : '', !header); break; }
      case ']': open.pop(); put('', '', true); break;
      case '<': open.push('angle'); put(element ? ' ' : wanted, '', false); break;
      case '>': open.pop(); put('', '', true); break;
      case '|': case '‖': {
        const innermost = open.at(-1);
        const closes = complete && (innermost === '‖' || innermost === '|' || innermost === '||');
        const double = token.text === '|' && adjacentNext && next.text === '|' && (closes ? innermost === '||' : true);
        if (closes) { open.pop(); put('', '', true); }
        else { open.push(token.text === '‖' ? '‖' : double ? '||' : '|'); put(element ? ' ' : wanted, '', false); }
        if (double) { i++; put('', '', closes); }
        break;
      }
      case ',': case ';': put('', ' ', false); break;
      case ':': if (open.at(-1) === 'index') put(wanted, '', true); else if (tokens[0]?.text === 'inner') put('', ' ', false); else put(' ', ' ', false); break;
      case "'": put('', '', true); break;
      case '..': put('', '', false); break;
      case '∇': put(wanted, adjacentNext ? '' : ' ', false); break;
      case '+': case '-':
        if (isSetSign(tokens, i)) put('', '', false);
        else if (complete && !(element && adjacentNext)) put(' ', ' ', false);
        else put(complete ? ' ' : wanted, '', false);
        break;
      default:
        if (spacedSymbols.has(token.text) || spacedSpellings.has(text.slice(token.start, token.end))) put(' ', ' ', false);
        else if (token.text === '×' || isBinaryOperator(token.text)) put('', '', false);
        else put(written, written, false);
    }
  }
  return spaces;
}

/** Whether a name is a word of the statement and no operand: `gradient` at its head, `wrt` after an operand. */
function isWord(tokens: readonly Token[], i: number, complete: boolean, outside: boolean): boolean {
  const text = tokens[i]?.text ?? '';
  const next = tokens[i + 1];
  if (!outside || next === undefined) return false;
  if (complete && clauseWords.has(text)) return true;
  if (i === 0) return asking.has(text) || text === 'rule' || Object.hasOwn(queryWords, text);
  return i === 1 && asking.has(tokens[0]?.text ?? '') && Object.hasOwn(queryWords, text) && (next.kind === 'name' || next.kind === 'number' || next.start > (tokens[i]?.end ?? 0));
}

/** The signs of `S++^n` and `R_+^n`. */
function isSetSign(tokens: readonly Token[], i: number): boolean {
  const isSign = (at: number): boolean => tokens[at]?.text === '+';
  const first = isSign(i - 1) ? i - 1 : i;
  const last = isSign(i + 1) ? i + 1 : i;
  return isSign(i) && ['R', 'ℝ', 'S', '𝕊', 'R_', 'ℝ_', 'S_', '𝕊_'].includes(tokens[first - 1]?.text ?? '') && [':', '∈', 'in', '->', ','].includes(tokens[first - 2]?.text ?? '') && (tokens[last + 1] === undefined || tokens[last + 1]?.text === '^' || tokens[last + 1]?.kind === 'superscript');
}
