/** What the command line needs of the process it runs in; a test gives a stand-in. */

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly readInput: () => Promise<string>;
  /** Runs the language server until its client is gone. */
  readonly serve: () => Promise<void>;
}

export type ColourWish = 'auto' | 'always' | 'never';

/** Whether to colour what goes to a stream. `NO_COLOR` counts when it is set to anything (no-color.org), an explicit wish goes before it. */
export function isColoured(wish: ColourWish, isTerminal: boolean, env: Terminal['env']): boolean {
  if (wish !== 'auto') return wish === 'always';
  const { NO_COLOR: none, TERM: term } = env;
  return isTerminal && (none === undefined || none === '') && term !== 'dumb';
}

const CODES = { bold: 1, faint: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Style = keyof typeof CODES;
export type Paint = (style: Style, text: string) => string;

export const painter = (coloured: boolean): Paint => (coloured ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (_, text) => text);
