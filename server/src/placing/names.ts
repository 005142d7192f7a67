/** Names in code, apart from what stands in comments and literals. */
import { hostCode } from './hostCode';

const escaped = (name: string): string => name.replace(/[^\w]/g, '\\$&');
/** A name by itself: no part of a longer one, and no member of something else. */
const alone = (name: string, flags = ''): RegExp => new RegExp(`(?<![\\w$.]|::)${escaped(name)}(?![\\w$])`, flags);

export const uses = (code: string, languageId: string, name: string): boolean => alone(name).test(hostCode(code, languageId).code);

/** The code with names in place of others; in the types that comments state in braces too. */
export function renamedIn(source: string, languageId: string, names: ReadonlyMap<string, string>): string {
  let text = source;
  for (const [from, to] of names) {
    const { code } = hostCode(text, languageId);
    const places = [...code.matchAll(alone(from, 'g')), ...[...text.matchAll(/(?<=@\w+ )\{[^}\n]*\}/g)].flatMap((type) => [...type[0].matchAll(alone(from, 'g'))].map((match) => ({ index: type.index + match.index })))];
    for (const { index } of places.sort((a, b) => b.index - a.index)) text = text.slice(0, index) + to + text.slice(index + from.length);
  }
  return text;
}
