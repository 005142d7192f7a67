/** Runs emitted C++ with Debian's Eigen: one translation unit, compiled once, that reads its arguments. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomesOf, type Call, type NumericArray, type Outcome } from './calls';

/** A failed assertion of Eigen is the failure of one call, not the end of all. */
const PRELUDE = `#include <stdexcept>
#define eigen_assert(condition) do { if (!(condition)) throw std::runtime_error(#condition); } while (false)`;
const READERS = `#include <cstdio>
#include <iostream>
#include <string>
namespace harness {
double number() { double x; std::cin >> x; return x; }
Eigen::MatrixXd matrix() { const int rows = number(), cols = number(); Eigen::MatrixXd m(rows, cols); for (int j = 0; j < cols; j++) for (int i = 0; i < rows; i++) m(i, j) = number(); return m; }
Eigen::VectorXd vector() { return matrix().col(0); }
void report(int call, double x) { std::printf("#%d 0 1 1 %.17g\\n", call, x); }
void report(int call, const Eigen::VectorXd& x) { std::printf("#%d 1 %d 1", call, int(x.size())); for (int i = 0; i < x.size(); i++) std::printf(" %.17g", x(i)); std::printf("\\n"); }
void report(int call, const Eigen::MatrixXd& x) { std::printf("#%d 2 %d %d", call, int(x.rows()), int(x.cols())); for (int j = 0; j < x.cols(); j++) for (int i = 0; i < x.rows(); i++) std::printf(" %.17g", x(i, j)); std::printf("\\n"); }
template <typename A, typename B> void report(int call, const std::pair<A, B>& p) { report(call, p.first); report(call, p.second); }
template <typename A, typename B, typename C> void report(int call, const std::tuple<A, B, C>& p) { report(call, std::get<0>(p)); report(call, std::get<1>(p)); report(call, std::get<2>(p)); }
}`;

const READ = ['number', 'vector', 'matrix'] as const;

function program(calls: readonly Call[]): string {
  const includes = new Set(calls.flatMap(({ code }) => code.imports));
  // Calls of the same function share the code that makes them.
  const bodies = new Map<string, string>();
  for (const { code, arguments: given } of calls) bodies.set(code.name, `void call_${code.name}(int call) {\n${given.map(({ shape }, i) => `  const auto a${String(i)} = harness::${READ[shape.length] ?? ''}();`).join('\n')}\n  try { harness::report(call, ${code.name}(${given.map((_, i) => `a${String(i)}`).join(', ')})); } catch (const std::exception& problem) { std::printf("!%d %s\\n", call, problem.what()); }\n}`);
  return [
    PRELUDE, ...includes, '#include <tuple>', '#include <utility>', READERS, ...new Set(calls.map(({ code }) => code.body)), ...bodies.values(),
    'int main() {', '  for (int call = 0, which; std::cin >> which; call++) switch (which) {', ...[...bodies.keys()].map((name, i) => `    case ${String(i)}: call_${name}(call); break;`), '  }', '}', '',
  ].join('\n');
}

const written = ({ shape, data }: NumericArray): string => (shape.length === 0 ? String(data[0]) : `${String(shape[0])} ${String(shape[1] ?? 1)} ${data.join(' ')}`);

/** Compiled programs by what they are made of: templates take minutes. */
const CACHE = fileURLToPath(new URL('../../.cache/eigen', import.meta.url));
const COMPILER = ['g++', '-std=c++17', '-O0', '-DEIGEN_DONT_VECTORIZE', '-Werror=return-type', '-I', '/usr/include/eigen3'] as const;

/** For each call the number of its function, then its arguments. */
function inputOf(calls: readonly Call[]): string {
  const names = [...new Set(calls.map(({ code }) => code.name))];
  return calls.map(({ code, arguments: given }) => [String(names.indexOf(code.name)), ...given.map(written)].join('\n')).join('\n');
}

/** Throws the compiler's messages where something does not compile. */
export function runEigen(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  const text = program(calls);
  const binary = join(CACHE, createHash('sha256').update([...COMPILER, text].join('\n')).digest('hex').slice(0, 20));
  if (!existsSync(binary)) {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${binary}.cpp`, text);
    const [compiler, ...options] = COMPILER;
    const compiled = spawnSync(compiler, [...options, `${binary}.cpp`, '-o', `${binary}.part`], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (compiled.error !== undefined) throw new Error('g++ with libeigen3-dev is needed to run emitted code (apt-get install g++ libeigen3-dev).');
    if (compiled.status !== 0) throw new Error(compiled.stderr.split('\n').filter((line) => /error|required from here/.test(line)).slice(0, 60).join('\n'));
    renameSync(`${binary}.part`, binary);
  }
  const done = spawnSync(binary, [], { encoding: 'utf8', input: inputOf(calls), maxBuffer: 1 << 28 });
  return outcomesOf(done.stdout, calls.length);
}
