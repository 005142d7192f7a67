import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { mcalc } from './setup';

const FINE = { 'fine.mcalc': 'x : vector(n)\ngradient norm2(x)^2\ncheck gradient norm2(x)^2 wrt x == 2*x\n' };
const BAD = { 'bad.mcalc': 'x : vector(n)\ngradient x*x wrt x\n' };
const FALSE = { 'false.mcalc': 'x : vector(n)\ncheck gradient norm2(x)^2 wrt x == x\n' };

test.each([
  [['derive', 'fine.mcalc'], 0],
  [['check', 'fine.mcalc'], 0],
  [['derive', 'bad.mcalc'], 1],
  [['check', 'bad.mcalc'], 1],
  [['derive', 'false.mcalc'], 0],
  [['check', 'false.mcalc'], 1],
  [['derive', 'fine.mcalc', 'missing.mcalc'], 1],
  [['derive', 'fine.xyz'], 1],
  [['derive', '--language', 'mcalc', 'fine.xyz'], 0],
  [['derive'], 2],
  [[], 2],
  [['derivate', 'fine.mcalc'], 2],
  [['derive', '--form', 'json', 'fine.mcalc'], 2],
  [['derive', '--format', 'pdf', 'fine.mcalc'], 2],
  [['derive', '--target', 'cobol', 'fine.mcalc'], 2],
  [['derive', '--target', 'numpy', '--emit', 'value-and-gradient', 'fine.mcalc'], 0],
  [['derive', '--target', 'numpy', '--emit', 'everything', 'fine.mcalc'], 2],
  [['derive', '--emit', 'value', 'fine.mcalc'], 2],
  [['derive', '--language', 'klingon', '-'], 2],
  [['derive', '--layout', 'sideways', 'fine.mcalc'], 2],
  [['--version'], 0],
  [['--help'], 0],
  [['check', '--help'], 0],
] as const)('mcalc %j ends with %i', async (args, status) => {
  expect((await mcalc(args, { files: { ...FINE, ...BAD, ...FALSE, 'fine.xyz': FINE['fine.mcalc'] } })).status).toBe(status);
});

test('the version is that of the package', async () => {
  expect(await mcalc(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '', served: false });
});

test('what is wrong with the arguments goes to standard error, with what there is', async () => {
  const { out, err } = await mcalc(['derive', '--target', 'cobol', 'f.mcalc']);
  expect(out).toBe('');
  expect(err).toContain('numpy');
});

test('the server starts, whatever an editor adds to the call', async () => {
  expect(await mcalc(['server', '--stdio', '--clientProcessId=42'])).toMatchObject({ status: 0, out: '', err: '', served: true });
});

test('patterns that a shell did not expand', async () => {
  const files = { 'src/a.py': '# mcalc: gradient x\'*x wrt x\n', 'src/deep/b.py': '# mcalc: gradient x\'*x wrt x\n', 'src/c.txt': '', 'node_modules/d.py': '', 'e[1].mcalc': 'gradient x\'*x wrt x' };
  const given = async (...patterns: string[]): Promise<unknown> => (JSON.parse((await mcalc(['derive', '--format', 'json', ...patterns], { files })).out) as readonly { file: string }[]).map(({ file }) => file);
  expect(await given('**/*.py')).toEqual(['src/a.py', 'src/deep/b.py']);
  expect(await given('src/*.py', 'src/a.py', 'src/{a,z}.py')).toEqual(['src/a.py']);
  expect(await given('e[1].mcalc')).toEqual(['e[1].mcalc']);
  expect(await given('nothing*.py')).toEqual(['nothing*.py']);
});
