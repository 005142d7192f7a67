/** Runs emitted C++ with Debian's Eigen: one program that reads its arguments, in units that the compiler is quick with. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomesOf, type Call, type NumericArray, type Outcome } from './calls';

/** What all units begin with, compiled once. A failed assertion of Eigen is the failure of one call, not the end of all. */
const HEADER = `#include <stdexcept>
namespace harness { [[noreturn, gnu::noinline]] inline void fail(const char* condition) { throw std::runtime_error(condition); } }
#define eigen_assert(condition) do { if (!(condition)) harness::fail(#condition); } while (false)
#include <Eigen/Dense>
#include <cstdio>
#include <iostream>
#include <tuple>
#include <utility>
namespace harness {
inline double number() { double x; std::cin >> x; return x; }
inline Eigen::MatrixXd matrix() { const int rows = number(), cols = number(); Eigen::MatrixXd m(rows, cols); for (int j = 0; j < cols; j++) for (int i = 0; i < rows; i++) m(i, j) = number(); return m; }
inline Eigen::VectorXd vector() { return matrix().col(0); }
inline void report(int call, double x) { std::printf("#%d 0 1 1 %.17g\\n", call, x); }
inline void report(int call, const Eigen::VectorXd& x) { std::printf("#%d 1 %d 1", call, int(x.size())); for (int i = 0; i < x.size(); i++) std::printf(" %.17g", x(i)); std::printf("\\n"); }
inline void report(int call, const Eigen::MatrixXd& x) { std::printf("#%d 2 %d %d", call, int(x.rows()), int(x.cols())); for (int j = 0; j < x.cols(); j++) for (int i = 0; i < x.rows(); i++) std::printf(" %.17g", x(i, j)); std::printf("\\n"); }
template <typename A, typename B> void report(int call, const std::pair<A, B>& p) { report(call, p.first); report(call, p.second); }
template <typename A, typename B, typename C> void report(int call, const std::tuple<A, B, C>& p) { report(call, std::get<0>(p)); report(call, std::get<1>(p)); report(call, std::get<2>(p)); }
}`;

const READ = ['number', 'vector', 'matrix'] as const;

/** Functions of one unit: hardly anything but the header is common to them, so what is compiled again after a change had better be small. */
const UNIT = 16;
const COMPILERS = 2;

/** The units of the program; the last one has `main`, which is told the number of a function before its arguments. */
function unitsOf(calls: readonly Call[]): readonly string[] {
  const byName = new Map(calls.map((call) => [call.code.name, call]));
  const names = [...byName.keys()];
  const made = [...byName.values()].map((call) => ({ imports: call.code.imports, text: withCaller(call) }));
  const units = Array.from({ length: Math.ceil(made.length / UNIT) }, (_, i) => {
    const own = made.slice(i * UNIT, (i + 1) * UNIT);
    return [...new Set(own.flatMap(({ imports }) => imports)), ...own.map(({ text }) => text), ''].join('\n');
  });
  const main = [
    '#include <iostream>', ...names.map((name) => `void call_${name}(int call);`), 'int main() {', '  for (int call = 0, which; std::cin >> which; call++) switch (which) {',
    ...names.map((name, i) => `    case ${String(i)}: call_${name}(call); break;`), '  }', '}', '',
  ].join('\n');
  return [...units, main];
}

/** The function, and the one that reads its arguments, calls it and reports what it gave. */
const withCaller = ({ code, arguments: given }: Call): string => `${code.body}
void call_${code.name}(int call) {
${given.map(({ shape }, i) => `  const auto a${String(i)} = harness::${READ[shape.length] ?? ''}();`).join('\n')}
  try { harness::report(call, ${code.name}(${given.map((_, i) => `a${String(i)}`).join(', ')})); } catch (const std::exception& problem) { std::printf("!%d %s\\n", call, problem.what()); }
}`;

const written = ({ shape, data }: NumericArray): string => (shape.length === 0 ? String(data[0]) : `${String(shape[0])} ${String(shape[1] ?? 1)} ${data.join(' ')}`);

/** Compiled programs by what they are made of: templates take minutes. */
const CACHE = fileURLToPath(new URL('../../.cache/eigen', import.meta.url));
const COMPILER = ['g++', '-std=c++17', '-O0', '-g0', '-DEIGEN_DONT_VECTORIZE', '-Werror=return-type', '-I', '/usr/include/eigen3'] as const;

/** For each call the number of its function, then its arguments. */
function inputOf(calls: readonly Call[]): string {
  const names = [...new Set(calls.map(({ code }) => code.name))];
  return calls.map(({ code, arguments: given }) => [String(names.indexOf(code.name)), ...given.map(written)].join('\n')).join('\n');
}

/** Throws the compiler's messages where something does not compile. */
export function runEigen(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  const program = compiled(unitsOf(calls));
  const done = spawnSync(program, [], { encoding: 'utf8', input: inputOf(calls), maxBuffer: 1 << 28 });
  return outcomesOf(done.stdout, calls.length);
}

/** The program of these units. A unit that was compiled before is taken as it was; of those that are not used any more nothing is kept. */
function compiled(units: readonly string[]): string {
  mkdirSync(CACHE, { recursive: true });
  const header = `${nameOf(HEADER)}.hpp`;
  const names = units.map((text) => nameOf(`${HEADER}\n${text}`));
  for (const file of readdirSync(CACHE)) if (!file.startsWith(header) && !names.includes(file.replace(/\.o$/, ''))) rmSync(join(CACHE, file), { recursive: true, force: true });
  // Functions of matrices take the compiler longest: first, or it ends with one of two processors.
  const isLong = (text: string): number => Number(text.includes('MatrixFunctions'));
  const missing = names.flatMap((name, i) => (existsSync(join(CACHE, `${name}.o`)) ? [] : [{ name, text: units[i] ?? '' }])).toSorted((a, b) => isLong(b.text) - isLong(a.text));
  for (const { name, text } of missing) writeFileSync(join(CACHE, `${name}.cpp`), text);
  writeFileSync(join(CACHE, header), HEADER);
  // What is made counts once all of it is written.
  if (missing.length > 0 && !existsSync(join(CACHE, `${header}.gch`))) succeed('sh', ['-c', `${COMPILER.join(' ')} -x c++-header ${header} -o part && mv part ${header}.gch`]);
  const one = `${COMPILER.join(' ')} -include ${header} -Winvalid-pch -c {}.cpp -o {}.part && mv {}.part {}.o`;
  succeed('xargs', ['-r', '-P', String(COMPILERS), '-I{}', 'sh', '-c', one], missing.map(({ name }) => name).join('\n'));
  succeed('g++', [...names.map((name) => `${name}.o`), '-o', 'program']);
  return join(CACHE, 'program');
}

const nameOf = (text: string): string => createHash('sha256').update([...COMPILER, text].join('\n')).digest('hex').slice(0, 20);

function succeed(command: string, args: readonly string[], input = ''): void {
  const done = spawnSync(command, args, { cwd: CACHE, encoding: 'utf8', input, maxBuffer: 1 << 28 });
  if (done.error !== undefined || done.status === 127 || /g\+\+: not found/.test(done.stderr)) throw new Error('g++ with libeigen3-dev is needed to run emitted code (apt-get install g++ libeigen3-dev).');
  if (done.status !== 0) throw new Error(done.stderr.split('\n').filter((line) => /error|required from here/.test(line)).slice(0, 60).join('\n'));
}
