/** package.json, as VS Code reads it, against the sources that it names. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import manifest from '../package.json';
import { COMMANDS } from '../protocol/commands';
import { hosts } from '../server/src/embedding/hosts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { contributes } = manifest;

const clientSource = readdirSync(join(ROOT, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(ROOT, 'client/src', file), 'utf8')).join('\n');

test('the commands are those of the protocol', () => {
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...Object.values(COMMANDS)].sort());
  expect(contributes.commands.filter(({ title, category }) => category !== 'mcalc' || title.startsWith('mcalc'))).toEqual([]);
});

test('menus offer only commands that exist, each under a condition', () => {
  const known: readonly string[] = Object.values(COMMANDS);
  const items = Object.values(contributes.menus).flat();
  expect(items.filter(({ command, when }) => !known.includes(command) || when === '')).toEqual([]);
});

test('the context keys of conditions are set by the client', () => {
  const events = contributes.walkthroughs.flatMap(({ steps }) => steps).flatMap(({ completionEvents }) => completionEvents).filter((event) => event.startsWith('onContext:'));
  const conditions = [...Object.values(contributes.menus).flat().map(({ when }) => when), ...contributes.keybindings.map(({ when }) => when), ...events.map((event) => event.slice('onContext:'.length))];
  const keys = new Set(conditions.flatMap((when) => when.match(/mcalc\.\w+/g) ?? []));
  expect(keys.size).toBeGreaterThan(2);
  expect([...keys].filter((key) => !clientSource.includes(`'${key}'`))).toEqual([]);
});

test('each step of the walkthrough is ticked off by something that the extension has, and links to its commands only', () => {
  const known = new Set<string>(Object.values(COMMANDS));
  for (const { steps } of contributes.walkthroughs) for (const { id, description, completionEvents } of steps) {
    const commands = [...completionEvents.filter((event) => event.startsWith('onCommand:')).map((event) => event.slice('onCommand:'.length)), ...[...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command ?? '')];
    expect([id, completionEvents.length > 0, commands.filter((command) => !known.has(command))]).toEqual([id, true, []]);
  }
  expect(contributes.walkthroughs[0]?.steps.at(-1)?.id).toBe('insert');
});

test('each grammar is contributed once', () => {
  expect(contributes.grammars.map(({ scopeName }) => scopeName)).toEqual([...new Set(contributes.grammars.map(({ scopeName }) => scopeName))]);
});

test('a block can be started in every language that has line comments, and in every language of fences', () => {
  const scopes = contributes.snippets.map(({ path }) => Object.values(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, { readonly scope: string }>).flatMap(({ scope }) => scope.split(',')));
  const idsOf = (reads: (host: (typeof hosts)[number]) => boolean) => hosts.filter(reads).flatMap(({ ids }) => ids);
  expect(scopes).toEqual([idsOf(({ reading, forms }) => reading === 'code' && forms.some(({ kind }) => kind === 'line')), idsOf(({ reading }) => reading === 'fences')]);
});

test('the extension wakes for every host language and for nothing that a file of its own needs', () => {
  const events = hosts.flatMap(({ ids }) => ids).filter((id) => id !== 'mcalc').map((id) => `onLanguage:${id}`);
  expect([...manifest.activationEvents].sort()).toEqual([...events, 'onWebviewPanel:mcalc.derivation'].sort());
});

test('every file that the manifest names is there or is built', () => {
  const files = [
    manifest.icon, ...contributes.snippets.map(({ path }) => path), ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]), ...contributes.grammars.map(({ path }) => path),
    ...[...JSON.stringify(contributes).matchAll(/"(?:image|markdown|svg)":"([^"]+)"/g)].map(([, file]) => file ?? ''),
  ];
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  expect([manifest.main, manifest.browser, manifest.bin.mcalc].filter((file) => !/^(\.\/)?dist\/(client|client\.web|cli)\.js$/.test(file))).toEqual([]);
});

test('every setting says what it does and what it is without being set', () => {
  const settings: Record<string, { readonly markdownDescription?: string; readonly default?: unknown }> = contributes.configuration.properties;
  expect(Object.entries(settings).filter(([, { markdownDescription, default: value }]) => (markdownDescription ?? '').length < 20 || value === undefined).map(([key]) => key)).toEqual([]);
});

test('the types are those of the oldest VS Code supported', () => {
  const oldest = manifest.engines.vscode.replace('^', '');
  expect(manifest.devDependencies['@types/vscode'].replace('~', '')).toBe(oldest);
  const client = JSON.parse(readFileSync(join(ROOT, 'node_modules/vscode-languageclient/package.json'), 'utf8')) as { readonly engines: { readonly vscode: string } };
  expect(client.engines.vscode.replace('^', '')).toBe(oldest);
});
