/** What a hover or a documentation says, in parts, and the two ways it is written: Markdown and plain text. */
import type { CommandId, CommandPlace } from '../../../protocol/commands';
import { commandLink } from '../../../protocol/commands';
import type { Formula } from '../../../protocol/formula';
import { mathBlock } from '../../../protocol/math';

export type Words = string | { readonly code: string } | { readonly strong: string } | { readonly text: string; readonly url: string };

export type Part =
  | { readonly kind: 'formula'; readonly formula: Formula }
  | { readonly kind: 'line'; readonly words: readonly Words[] }
  /** A list item. */
  | { readonly kind: 'item'; readonly words: readonly Words[] }
  | { readonly kind: 'code'; readonly languageId: string; readonly source: string }
  | { readonly kind: 'commands'; readonly links: readonly { readonly title: string; readonly command: CommandId; readonly place: CommandPlace }[] }
  | { readonly kind: 'rule' };

export const formula = (of: Formula): Part => ({ kind: 'formula', formula: of });
export const line = (...words: readonly Words[]): Part => ({ kind: 'line', words });
export const item = (...words: readonly Words[]): Part => ({ kind: 'item', words });
export const rule: Part = { kind: 'rule' };

/** How the editor at the other end wants it. */
export interface Style { readonly markdown: boolean; readonly mathBlocks: boolean; readonly commands: boolean }

/**
 * What a user wrote is shown as written: no character of it is markup. A character that is none where it stands is left alone, since some
 * editors show Markdown as it comes: `log|det X|`, `1 < n`.
 */
export const escaped = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
  .replace(/[\\`*[\]$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[\p{L}/!?])|&(?=#|\p{L}+;)|~(?=~)|(?<=~)~/gu, '\\$&')
  .replace(/^(\s*)([-+#=>]|\d+(?=[.)]))/, '$1\\$2');

function inlineCode(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)));
  const inside = text.replace(/\s*\n\s*/g, ' ');
  return fence.length === 1 ? `${fence}${inside}${fence}` : `${fence} ${inside} ${fence}`;
}

function wordsAsMarkdown(words: Words): string {
  if (typeof words === 'string') return escaped(words);
  if ('code' in words) return inlineCode(words.code);
  if ('strong' in words) return `**${escaped(words.strong)}**`;
  return `[${escaped(words.text)}](${words.url.replace(/[()\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

function wordsAsText(words: Words): string {
  if (typeof words === 'string') return words;
  if ('code' in words) return words.code;
  return 'strong' in words ? words.strong : `${words.text} (${words.url})`;
}

function partAsMarkdown(part: Part, { mathBlocks, commands }: Style): string {
  switch (part.kind) {
    case 'formula': return mathBlocks ? mathBlock(part.formula).trim() : inlineCode(part.formula.text);
    case 'line': return part.words.map(wordsAsMarkdown).join('');
    case 'item': return `- ${part.words.map(wordsAsMarkdown).join('')}`;
    case 'code': return `\`\`\`${part.languageId}\n${part.source.trimEnd()}\n\`\`\``;
    case 'commands': return commands ? part.links.map(({ title, command, place }) => `[${escaped(title)}](${commandLink(command, place)})`).join(' · ') : '';
    case 'rule': return '---';
  }
}

function partAsText(part: Part): string {
  switch (part.kind) {
    case 'formula': return part.formula.text;
    case 'line': return part.words.map(wordsAsText).join('');
    case 'item': return `- ${part.words.map(wordsAsText).join('')}`;
    case 'code': return part.source.trimEnd();
    case 'commands': case 'rule': return '';
  }
}

/** One text of all parts. Items that follow each other are one list, all other parts paragraphs; in plain text a rule is an empty line. */
export function written(parts: readonly Part[], style: Style): string {
  let text = '';
  let before: Part['kind'] | undefined;
  for (const part of parts) {
    const piece = style.markdown ? partAsMarkdown(part, style) : partAsText(part);
    if (piece === '') { if (part.kind === 'rule' && before !== undefined) before = 'rule'; continue; }
    const isClose = style.markdown ? before === 'item' && part.kind === 'item' : before !== 'rule';
    text += `${before === undefined ? '' : isClose ? '\n' : '\n\n'}${piece}`;
    before = part.kind;
  }
  return text;
}
