/** The commands of `mcalc`. Gives the exit status: 0 all is well, 1 a query has no answer, a claim fails or inserted code is stale, 2 the arguments are of no use. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../../package.json';
import { QUANTITIES, type Quantity } from '../../../protocol/requests';
import { analyse, lazyRooms, type AnalysisOptions, type FileDiagnostic } from '../service/analysis';
import { TARGETS, targetNamed, type Target } from '../service/targets';
import { expand, isLanguage, read } from './files';
import { formats } from './formats';
import { checkedJson, derivedJson } from './json';
import { checkLines } from './checkLines';
import { messageOf } from './messages';
import { reportOn, unreadable, type FileReport, type Wanted } from './report';
import { isColoured, painter, type Paint, type Terminal } from './terminal';

const STATUS = { well: 0, unanswered: 1, unusable: 2 } as const;
const LAYOUTS = { gradient: 'variable', numerator: 'numerator', denominator: 'denominator' } as const satisfies Record<string, AnalysisOptions['layout']>;

interface Shared { readonly language?: string; readonly layout: keyof typeof LAYOUTS; readonly quiet?: boolean; /** Undefined: where the output is a terminal. */ readonly color?: boolean }
interface DeriveOptions extends Shared { readonly format?: 'text' | 'markdown' | 'latex' | 'json'; readonly target?: Target; readonly emit?: Quantity; readonly assertShapes?: boolean; readonly selfTest?: boolean; readonly steps?: boolean }
interface CheckOptions extends Shared { readonly format: 'text' | 'json' }

/** `args` without the names of node and of the program. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = STATUS.well;
  const program = commands(terminal, (found) => { status = found; });
  try {
    await program.parseAsync(args.flatMap(colourOption), { from: 'user' });
    return status;
  } catch (error) {
    // Help and version that were asked for end with 0; everything else that ends here is about the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? STATUS.well : STATUS.unusable;
    throw error;
  }
}

/** `--color=never` as other programs take it. As a word of its own the wish would swallow a file. */
const colourOption = (arg: string): readonly string[] => ({ '--color=always': ['--color'], '--color=never': ['--no-color'], '--color=auto': [] })[arg] ?? [arg];

function commands(terminal: Terminal, end: (status: number) => void): Command {
  const coloured = isColoured('auto', terminal.errIsTerminal, terminal.env);
  const program = new Command('mcalc')
    .description('Matrix calculus: derivatives of matrix expressions, checked numerically, as mathematics and as code.')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHasColors: () => isColoured('auto', terminal.outIsTerminal, terminal.env), getErrHasColors: () => coloured })
    .showHelpAfterError('(mcalc --help shows what there is)');

  shared(program.command('derive'))
    .description('answer every query of the files')
    .addOption(new Option('--format <format>', 'how the answers are written').choices(['text', 'markdown', 'latex', 'json']))
    .option('--target <target>', `add code for each answer: ${namesOf('code')}; or write what a paper says of it, by itself where no format is chosen: ${namesOf('paper')}`, (value: string) => {
      const target = targetNamed(value);
      if (target === undefined) throw new InvalidArgumentError(`There is ${TARGETS.map((each) => each.target).join(', ')}.`);
      return target;
    })
    .addOption(new Option('--emit <quantity>', 'what the code computes, where it is not what the query asks for').choices(QUANTITIES))
    .option('--assert-shapes', 'the code first makes sure that the shapes of its arguments fit each other')
    .option('--self-test', 'the code brings a function that compares it with finite differences and says pass or fail')
    .option('--steps', 'show the derivation line by line')
    .action(async (files: readonly string[], options: DeriveOptions, command: Command) => {
      const ofCode = Object.entries({ '--emit': options.emit, '--assert-shapes': options.assertShapes, '--self-test': options.selfTest }).find(([, value]) => value !== undefined);
      if (ofCode !== undefined && options.target === undefined) command.error(`error: ${ofCode[0]} is about code; --target has to say in which language.`);
      if (options.target?.writes === 'paper' && (options.assertShapes === true || options.selfTest === true)) command.error(`error: ${options.selfTest === true ? '--self-test' : '--assert-shapes'} is about code, and ${options.target.label} is read.`);
      end(await derive(files, options, terminal));
    });

  shared(program.command('check'))
    .description('check every claim, every query and all inserted code of the files')
    .addOption(new Option('--format <format>', 'how the findings are written').choices(['text', 'json']).default('text'))
    .action(async (files: readonly string[], options: CheckOptions) => { end(await check(files, options, terminal)); });

  program.command('server')
    .description('the language server, for any editor')
    .option('--stdio', 'speak over standard input and output')
    .allowExcessArguments().allowUnknownOption()
    .action(async () => { await terminal.serve(); });
  return program;
}

const namesOf = (writes: Target['writes']): string => TARGETS.filter((target) => target.writes === writes).map(({ target }) => target).join(', ');

function shared(command: Command): Command {
  return command
    .addArgument(new Argument('<files...>', 'files of any language, patterns, or - for standard input'))
    .option('--language <id>', 'the language of standard input, and of files whose name does not tell', (value: string) => {
      if (!isLanguage(value)) throw new InvalidArgumentError('It is not a language mcalc knows, such as mcalc, python, julia, matlab, markdown.');
      return value;
    })
    .addOption(new Option('--layout <layout>', 'the layout, where a file does not say one').choices(Object.keys(LAYOUTS)).default('gradient'))
    .option('--quiet', 'errors only, and inserted code that is stale: no hints, no summary')
    .option('--color', 'colour the output, also when it is no terminal')
    .option('--no-color', 'never colour the output')
    .exitOverride();
}

async function derive(names: readonly string[], options: DeriveOptions, terminal: Terminal): Promise<number> {
  // What is written for a paper can be put into one as it comes.
  const format = options.format ?? (options.target?.writes === 'paper' ? 'paper' : 'text');
  const isJson = format === 'json';
  const wanted: Wanted = { target: options.target, code: wishesOf(options), steps: isJson || options.steps === true };
  const [paint, paintError] = paints(options, terminal);
  const reports: FileReport[] = [];
  for await (const report of reportsOn(names, wanted, options, terminal)) {
    reports.push(report);
    if (format === 'json') continue;
    say(report, options, isError, paintError, terminal.err);
    const text = formats[format](report, { paint, steps: options.steps === true });
    if (text !== '') terminal.out(reports.length > 1 ? `\n${text}` : text);
  }
  if (isJson) terminal.out(derivedJson(reports));
  return reports.every(({ answered }) => answered) ? STATUS.well : STATUS.unanswered;
}

async function check(names: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const [paint] = paints(options, terminal);
  const reports: FileReport[] = [];
  for await (const report of reportsOn(names, { target: undefined, code: {}, steps: false }, options, terminal)) {
    reports.push(report);
    if (options.format === 'json') continue;
    say(report, options, failsCheck, paint, terminal.out);
    if (options.quiet !== true) terminal.out(checkLines(report, paint));
  }
  if (options.format === 'json') terminal.out(checkedJson(reports));
  const isFine = (report: FileReport): boolean => report.answered && !report.diagnostics.some(failsCheck);
  return reports.every(isFine) ? STATUS.well : STATUS.unanswered;
}

const wishesOf = ({ emit, assertShapes, selfTest }: DeriveOptions): Wanted['code'] => ({ ...(emit === undefined ? {} : { quantity: emit }), ...(assertShapes === true ? { assertShapes } : {}), ...(selfTest === true ? { selfTest } : {}) });

/** For standard output, and for errors. */
function paints({ color }: Shared, { outIsTerminal, errIsTerminal, env }: Terminal): readonly [Paint, Paint] {
  const wish = color === undefined ? 'auto' : color ? 'always' : 'never';
  return [painter(isColoured(wish, outIsTerminal, env)), painter(isColoured(wish, errIsTerminal, env))];
}

const isError = ({ severity }: FileDiagnostic): boolean => severity === 'error';
/** Inserted code that is no longer what its formula says is as bad as a claim that fails. */
const failsCheck = (diagnostic: FileDiagnostic): boolean => isError(diagnostic) || diagnostic.code === 'stale-code';

/** The messages of a file; `isGrave`: those that nobody can wish away. Hints are for an editor, where they can be passed over. */
function say(report: FileReport, { quiet }: Shared, isGrave: (diagnostic: FileDiagnostic) => boolean, paint: Paint, write: (text: string) => void): void {
  for (const diagnostic of report.diagnostics) {
    if (isGrave(diagnostic) || (quiet !== true && diagnostic.severity !== 'hint')) write(`${messageOf(diagnostic, report, paint)}\n`);
  }
}

/** File by file, so that the first answers are there while the last are still to come. */
async function* reportsOn(names: readonly string[], wanted: Wanted, options: Shared, terminal: Terminal): AsyncGenerator<FileReport> {
  const rooms = lazyRooms(() => Promise.resolve());
  const files = await expand(names, terminal.workingFolder);
  const showsProgress = terminal.errIsTerminal && files.length > 1 && options.quiet !== true;
  for (const [i, file] of files.entries()) {
    if (showsProgress) terminal.err(`\r\u001b[K${i + 1} of ${files.length}: ${file}`);
    const { document, problem } = await read(file, options.language, terminal);
    const report = document === undefined ? unreadable(file, problem ?? '') : await reportOn(file, analyse(document, rooms, { layout: LAYOUTS[options.layout] }), wanted);
    if (showsProgress) terminal.err('\r\u001b[K');
    yield report;
  }
}
