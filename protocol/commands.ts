/**
 * The commands of the extension. Those with arguments are what the server's lenses, hovers and code actions call:
 * a link is `command:ID?` followed by the URI-encoded JSON array of the arguments.
 */
import type { Position } from './position';

/** Where a command applies; without it, the cursor of the active editor. */
export interface CommandPlace { readonly uri: string; readonly position: Position }

export const COMMANDS = {
  deriveSelection: 'mcalc.deriveSelection',
  openDerivation:  'mcalc.openDerivation',
  insertGradient:  'mcalc.insertGradient',
  copyLatex:       'mcalc.copyLatex',
  copyMarkdown:    'mcalc.copyMarkdown',
  switchLayout:    'mcalc.switchLayout',
  checkAll:        'mcalc.checkAll',
  openSample:      'mcalc.openSample',
  restartServer:   'mcalc.restartServer',
  showOutput:      'mcalc.showOutput',
} as const;
export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** The commands that a hover may link to. The client trusts these and no others. */
export const HOVER_COMMANDS = [COMMANDS.openDerivation, COMMANDS.insertGradient, COMMANDS.copyLatex, COMMANDS.copyMarkdown] as const;

/** The target of a Markdown link that runs `command` at `place`. Brackets are escaped: an unescaped one would end the link. */
export function commandLink(command: CommandId, place: CommandPlace): string {
  const argument = encodeURIComponent(JSON.stringify([place])).replace(/[()'*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `command:${command}?${argument}`;
}
