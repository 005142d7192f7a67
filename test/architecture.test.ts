/**
 * The map of ARCHITECTURE.md, enforced. Each row below is a room and what its files may import; the same table stands in
 * ARCHITECTURE.md, and the last test keeps the two alike.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Room {
  /** Folders, or single files, relative to the project. A file belongs to the room with the longest path that holds it. */
  readonly at: readonly string[];
  /** Names of rooms. */
  readonly rooms: readonly string[];
  /** Packages; `vscode-languageserver` covers its entries (`…/node`, `…/browser`). */
  readonly packages: readonly string[];
  /** Engine rooms are pure: the same text gives the same answer in node, in a worker and in a test. */
  readonly pure: boolean;
}

const S = 'server/src';
const VOCABULARY = ['shapes', 'syntax', 'signatures'];
const MATHEMATICS = [...VOCABULARY, 'algebra', 'operators', 'meaning', 'semantics'];
const ENGINE = [...MATHEMATICS, 'presentation', 'result', 'calculus', 'numeric', 'typeset', 'papers', 'codegen', 'embedding'];

const ROOMS = {
  shapes:     { at: [`${S}/shapes`],                      rooms: [],                                                 packages: [],            pure: true },
  syntax:     { at: [`${S}/syntax`],                      rooms: ['shapes', 'signatures'],                           packages: [],            pure: true },
  embedding:  { at: [`${S}/embedding`],                   rooms: ['shapes', 'syntax'],                               packages: [],            pure: true },
  placing:    { at: [`${S}/placing`],                     rooms: ['shapes', 'syntax', 'embedding'],                   packages: [],            pure: true },
  signatures: { at: [`${S}/operators/signatures.ts`],     rooms: [],                                                 packages: [],            pure: true },
  algebra:    { at: [`${S}/algebra`],                     rooms: VOCABULARY,                                         packages: [],            pure: true },
  operators:  { at: [`${S}/operators`],                   rooms: [...VOCABULARY, 'algebra'],                         packages: [],            pure: true },
  meaning:    { at: [`${S}/semantics/meaning.ts`],        rooms: VOCABULARY,                                         packages: [],            pure: true },
  semantics:  { at: [`${S}/semantics`],                   rooms: [...VOCABULARY, 'algebra', 'operators', 'meaning'], packages: [],            pure: true },
  result:     { at: [`${S}/calculus/result.ts`],          rooms: [...VOCABULARY, 'algebra', 'meaning'],              packages: [],            pure: true },
  presentation: { at: [`${S}/presentation`],              rooms: [...VOCABULARY, 'algebra', 'operators'],            packages: [],            pure: true },
  calculus:   { at: [`${S}/calculus`],                    rooms: [...MATHEMATICS, 'presentation', 'result'],                         packages: [],            pure: true },
  numeric:    { at: [`${S}/numeric`],                     rooms: [...VOCABULARY, 'meaning', 'result'],               packages: ['ml-matrix'], pure: true },
  typeset:    { at: [`${S}/typeset`],                     rooms: VOCABULARY,                                         packages: [],            pure: true },
  papers:     { at: [`${S}/papers`],                      rooms: [...VOCABULARY, 'typeset'],                         packages: [],            pure: true },
  codegen:    { at: [`${S}/codegen`],                     rooms: [...MATHEMATICS, 'presentation', 'result'],                         packages: [],            pure: true },
  protocol:   { at: ['protocol'],                         rooms: [],                                                 packages: [],            pure: true },
  service:    { at: [`${S}/service`],                     rooms: [...ENGINE, 'protocol'],                            packages: ['vscode-languageserver-textdocument'], pure: false },
  features:   { at: [`${S}/features`],                    rooms: [...ENGINE, 'placing', 'protocol', 'service'],       packages: ['vscode-languageserver', 'vscode-languageserver-types', 'vscode-languageserver-protocol', 'vscode-languageserver-textdocument'], pure: false },
  doors:      { at: ['serve.ts', 'server.ts', 'server.web.ts', 'cli.ts', 'cli'].map((name) => `${S}/${name}`), rooms: [...ENGINE, 'placing', 'protocol', 'service', 'features'],     packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'commander', 'tinyglobby', 'node:'], pure: false },
  math:       { at: ['client/src/math'],                  rooms: ['protocol'],                                       packages: ['katex'],     pure: true },
  figures:    { at: ['client/src/figures'],               rooms: ['protocol', 'math'],                               packages: ['@dagrejs/dagre'], pure: true },
  client:     { at: ['client/src'],                       rooms: ['protocol', 'math', 'figures'],                    packages: ['vscode', 'vscode-languageclient'], pure: false },
  preview:    { at: ['client/preview'],                   rooms: ['protocol'],                                       packages: ['katex'],     pure: false },
} as const satisfies Record<string, Room>;
type RoomName = keyof typeof ROOMS;
const NAMES = Object.keys(ROOMS) as readonly RoomName[];

/** What a pure room cannot name: the clock, chance, the machine it runs on. */
const IMPURE = new Set(['Math.random', 'Date', 'performance', 'process', 'Buffer', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console', 'fetch', 'crypto', 'require', 'globalThis', 'window', 'document', 'navigator', 'self', 'Intl']);
/** Where one concept calls the other and back, so that a cut would be artificial: laws of products make sums, laws of sums make products. */
const RECURSIVE = [`${S}/algebra`, `${S}/presentation/notation`, 'client/src/math'];
/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|shared|manager|stuff|tools?)$/i;

interface Import {
  readonly of: string;
  /** Gone at run time, or fetched only when it is called for: no dependency while loading. */
  readonly erased: boolean;
  /** Used while the file itself is being loaded: in a table, a base class, a constant. */
  readonly atLoad: boolean;
}
interface Source { readonly path: string; readonly room: RoomName; readonly imports: readonly Import[]; readonly impure: readonly string[] }

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function roomOf(path: string): RoomName | undefined {
  const holds = (at: string): boolean => path === at || path.startsWith(`${at}/`);
  const candidates = NAMES.flatMap((name) => ROOMS[name].at.filter(holds).map((at) => ({ name, length: at.length })));
  return candidates.sort((a, b) => b.length - a.length)[0]?.name;
}

function read(path: string): Source {
  const room = roomOf(path);
  if (room === undefined) throw new Error(`${path} is in no room: give it one in ROOMS`);
  return { path, room, ...scan(readFileSync(join(ROOT, path), 'utf8')) };
}

function scan(text: string): Pick<Source, 'imports' | 'impure'> {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const declared = new Set<string>();
  const references: { readonly name: string; readonly line: number; readonly atLoad: boolean }[] = [];
  const found: { readonly of: string; readonly erased: boolean; readonly names: readonly string[]; readonly reExported: boolean }[] = [];

  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.filter((element) => !element.isTypeOnly).map((element) => element.name.text) : [];
      const names = [...(clause?.name === undefined ? [] : [clause.name.text]), ...(bindings !== undefined && ts.isNamespaceImport(bindings) ? [bindings.name.text] : elements)];
      const erased = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause !== undefined && names.length === 0);
      found.push({ of: node.moduleSpecifier.text, erased, names, reExported: false });
      return;
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ of: node.moduleSpecifier.text, erased: node.isTypeOnly, names: [], reExported: true });
      return;
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      found.push({ of: node.argument.literal.text, erased: true, names: [], reExported: false });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      found.push({ of: argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '(computed)', erased: true, names: [], reExported: false });
    } else if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') {
      references.push({ name: 'Math.random', line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, atLoad: !inFunction });
    } else if (ts.isIdentifier(node)) {
      if (declares(node)) declared.add(node.text);
      else if (refers(node)) references.push({ name: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, atLoad: !inFunction });
    }
    ts.forEachChild(node, (child) => { visit(child, inFunction || ts.isFunctionLike(node)); });
  };
  visit(source, false);

  const atLoad = new Set(references.filter((reference) => reference.atLoad).map(({ name }) => name));
  const imports = found.map(({ of, erased, names, reExported }) => ({ of, erased, atLoad: !erased && (reExported || names.length === 0 || names.some((name) => atLoad.has(name))) }));
  const impure = references.filter(({ name }) => IMPURE.has(name) && !declared.has(name)).map(({ name, line }) => `${name}, line ${String(line)}`);
  return { imports, impure };
}

/** Whether the identifier is the name that its parent brings into the file. */
function declares(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent)) && parent.name === node;
}

/** Whether the identifier is a value that is looked up: not a property's name, a key, a label or part of a type. */
function refers(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  return !(ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isQualifiedName(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) && parent.name === node
    || ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isTypeParameterDeclaration(parent) || ts.isNamedTupleMember(parent));
}

const SOURCES = ['server/src', 'protocol', 'client'].flatMap(filesUnder).map(read);
const PATHS = new Set(SOURCES.map(({ path }) => path));

/** The file of the project that an import names; undefined for a package. */
function target(from: string, of: string): string | undefined {
  if (!of.startsWith('.')) return undefined;
  const base = posix.join(dirname(from), of);
  return [base, `${base}.ts`, `${base}/index.ts`].find((path) => PATHS.has(path)) ?? base;
}

function refusal(source: Source, { of }: Import): string | undefined {
  const room: Room = ROOMS[source.room];
  const path = target(source.path, of);
  if (path === undefined) {
    // Types of node are no dependency at run time, but they are knowledge of it.
    const allowed = room.packages.some((name) => (name === 'node:' ? of.startsWith(name) : of === name || of.startsWith(`${name}/`)));
    // The node flavour of the client starts a process; the browser flavour has a file of its own.
    const nodeDoor = source.path === 'client/src/extension.ts' && of.startsWith('node:');
    return allowed || nodeDoor ? undefined : `${source.path} (${source.room}) imports the package ${of}`;
  }
  const other = roomOf(path);
  // Whoever needs the version, or what the extension wakes for, reads the manifest.
  if (other === undefined) return path === 'package.json' && !room.pure ? undefined : `${source.path} imports ${of}, which is in no room`;
  return other === source.room || room.rooms.includes(other) ? undefined : `${source.path} (${source.room}) imports ${of} (${other})`;
}

/** What each file needs before it can run, within the project. */
const NEEDS = new Map(SOURCES.map((source) => [source.path, source.imports.flatMap(({ of, erased, atLoad }) => {
  const path = target(source.path, of);
  return path !== undefined && PATHS.has(path) && !erased ? [{ path, atLoad }] : [];
})]));

/** The files that can be reached from `path`. */
function reachable(path: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { path: found } of NEEDS.get(next) ?? []) if (!seen.has(found)) { seen.add(found); waiting.push(found); }
  }
  return seen;
}
const REACHABLE = new Map([...PATHS].map((path) => [path, reachable(path)]));
const mutual = (a: string, b: string): boolean => REACHABLE.get(a)?.has(b) === true && REACHABLE.get(b)?.has(a) === true;

const engine = SOURCES.filter(({ room }) => ROOMS[room].pure);

describe('the rooms', () => {
  test('every file imports only what its room may', () => {
    expect(SOURCES.flatMap((source) => source.imports.map((item) => refusal(source, item)).filter((text) => text !== undefined))).toEqual([]);
  });
  test('pure rooms know no clock, no chance and no machine', () => {
    expect(engine.flatMap(({ path, impure }) => impure.map((name) => `${path}: ${name}`))).toEqual([]);
  });
  test('files that call each other stand in one of the folders that are recursive by nature', () => {
    const within = (path: string): string | undefined => RECURSIVE.find((folder) => path.startsWith(`${folder}/`));
    const circles = [...NEEDS].flatMap(([from, needs]) => needs.filter(({ path }) => mutual(from, path) && (within(from) === undefined || within(from) !== within(path))).map(({ path }) => `${from} ⇄ ${path}`));
    expect(circles).toEqual([]);
  });
  test('no file needs itself to load: files that call each other use each other inside functions only', () => {
    const circles = [...NEEDS].flatMap(([from, needs]) => needs.filter(({ path, atLoad }) => atLoad && mutual(from, path)).map(({ path }) => `${from} uses ${path} while loading`));
    expect(circles).toEqual([]);
  });
  test('every file is named for what is in it', () => {
    const base = (path: string): string => posix.basename(path).replace(/(\.web|\.node|\.generated)?\.ts$/, '');
    expect([...PATHS].filter((path) => EMPTY_NAMES.test(base(path)))).toEqual([]);
  });
  test('the scan sees what it should', () => {
    expect(SOURCES.length).toBeGreaterThan(30);
    const { imports, impure } = scan(`
      import type { A } from './types';
      import { rows } from './table';
      import { later, type B } from './calls';
      export { c } from './again';
      const TABLE = [...rows];
      const f = (date: Date) => later(date.now, { process: 1 });
      const lazy = () => import('./heavy');
      const seed = () => Math.random() + Date.now();
    `);
    expect(imports).toEqual([
      { of: './types', erased: true,  atLoad: false },
      { of: './table', erased: false, atLoad: true },
      { of: './calls', erased: false, atLoad: false },
      { of: './again', erased: false, atLoad: true },
      { of: './heavy', erased: true,  atLoad: false },
    ]);
    expect(impure).toEqual(['Math.random, line 9', 'Date, line 9']);
  });
});

test('ARCHITECTURE.md quotes the table', () => {
  const list = (items: readonly string[]): string => (items.length === 0 ? '–' : items.join(', '));
  const rows = NAMES.map((name) => `| ${name} | \`${ROOMS[name].at.join('`, `')}\` | ${list(ROOMS[name].rooms)} | ${list(ROOMS[name].packages)} |`);
  expect(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')).toContain(rows.join('\n'));
});
