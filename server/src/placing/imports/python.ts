/** Python: PEP 8's three sections, sorted as isort does: `import …` before `from …`, each by its module. */
import { indentationAt } from '../hostCode';
import { byName, items, named, type Binding, type Importing, type ImportStatement } from './importing';

/** Modules that come with Python and are likely at the head of a file that calculates. */
const STANDARD: ReadonlySet<string> = new Set((
  'abc argparse array ast asyncio atexit base64 bisect builtins bz2 calendar cmath collections colorsys concurrent configparser contextlib copy csv ctypes dataclasses datetime decimal difflib dis enum errno faulthandler fileinput fnmatch fractions ' +
  'functools gc getopt getpass glob graphlib gzip hashlib heapq hmac html http importlib inspect io ipaddress itertools json keyword linecache locale logging lzma math mimetypes mmap multiprocessing numbers operator os pathlib pdb pickle pkgutil ' +
  'platform pprint profile pstats queue random re reprlib resource runpy sched secrets select selectors shelve shlex shutil signal site socket sqlite3 ssl stat statistics string struct subprocess sys sysconfig tarfile tempfile textwrap threading ' +
  'time timeit token tokenize tomllib trace traceback tracemalloc types typing unicodedata unittest urllib uuid venv warnings weakref xml zipfile zipimport zlib zoneinfo'
).split(' '));

const SECTIONS = { future: 0, standard: 1, others: 2, own: 3 } as const;
function sectionOf(module: string): number {
  if (module === '__future__') return SECTIONS.future;
  if (module.startsWith('.')) return SECTIONS.own;
  return STANDARD.has(module.split('.')[0] ?? '') ? SECTIONS.standard : SECTIONS.others;
}

const STATEMENT = /^([ \t]*)(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]*(?:\(([^)]*)\)|((?:\\\r?\n|[^\n\r;])*))|import[ \t]+((?:\\\r?\n|[^\n\r;])+))/gm;

const pathOf = ({ module, member }: Binding): string => (member === undefined ? module : `${module}.${member}`);

function* ofModules(list: string): Generator<Binding> {
  for (const item of list.replace(/\\\r?\n/g, ' ').split(',')) {
    const { name, as } = named(item.trim());
    const isPlain = as === name;
    yield { module: name, member: undefined, as };
    // `import scipy.linalg` also gives `scipy`.
    if (isPlain && name.includes('.')) { const first = name.split('.')[0] ?? ''; yield { module: first, member: undefined, as: first }; }
  }
}

const item = ({ member = '', as }: Binding): string => (as === member ? member : `${member} as ${as ?? ''}`);

export const python: Importing = {
  read: ({ code }) => [...code.matchAll(STATEMENT)].filter(({ index }) => indentationAt(code, index) === '').map((match): ImportStatement => {
    const [whole, , module, bracketed, open, modules] = match;
    const start = match.index;
    const end = start + whole.trimEnd().length;
    if (modules !== undefined) {
      const bindings = [...ofModules(modules)];
      const first = bindings[0]?.module ?? '';
      return { start, end, bindings, section: sectionOf(first), key: `0 ${first.toLowerCase()}`, list: undefined };
    }
    const from = module ?? '';
    const list = open === undefined || open.includes('\\') ? undefined : items(code, start + whole.length - open.length, end);
    const names = (bracketed ?? open ?? '').replace(/\\\r?\n/g, ' ').split(',').map((item) => item.trim()).filter((item) => item !== '').map(named);
    return { start, end, section: sectionOf(from), key: `1 ${from.toLowerCase()}`, list, bindings: names.map(({ name, as }) => ({ module: from, member: name, as })) };
  }),
  reached: (wanted, existing) => {
    const own = byName(wanted, existing);
    if (own !== undefined || existing.as === undefined || existing.member === '*') return own;
    const path = pathOf(existing);
    if (path === pathOf(wanted)) return existing.as;
    // What a module has is there with the module; whether a package has loaded its modules is not known.
    return wanted.member !== undefined && path === wanted.module && path.includes('.') ? `${existing.as}.${wanted.member}` : undefined;
  },
  write: (bindings) => { const [{ module, member, as = '' }] = bindings; return member === undefined ? `import ${module}${as === module ? '' : ` as ${as}`}` : `from ${module} import ${bindings.map(item).join(', ')}`; },
  item,
  otherName: ({ module, member, as = '' }) => (member === undefined && as !== module && !module.includes('.') ? module : `${module.split('.').at(-1) ?? ''}_${member ?? as}`),
  prologue: /(?!)/y,
  isApart: true,
  below: (line) => (/^(?:@|(?:async[ \t]+)?def\b|class\b)/.test(line) ? 2 : 1),
};
