/** Runs emitted Fortran with Debian's gfortran and LAPACK: one program, compiled once, that reads its arguments. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomesOf, type Call, type NumericArray, type Outcome } from './calls';

const HARNESS = `module harness
  implicit none
  integer, parameter :: dp = kind(1.0d0)
contains
  subroutine take_shape(rows, cols)
    integer, intent(out) :: rows, cols
    read *, rows, cols
  end subroutine
  subroutine report(call, rank, rows, cols, x)
    integer, intent(in) :: call, rank, rows, cols
    real(dp), intent(in) :: x(rows * cols)
    integer :: i
    write (*, '(a, i0, 3(1x, i0))', advance='no') '#', call, rank, rows, cols
    do i = 1, rows * cols
      write (*, '(1x, es26.17e3)', advance='no') x(i)
    end do
    write (*, *)
  end subroutine
end module`;

/** The procedure that reads the arguments of a call, makes it and reports what it gave; shared by calls of one function with results of the same rank. */
function caller({ code, arguments: given, expected }: Call): string {
  const type = (name: string, { shape }: NumericArray): string => (shape.length === 0 ? `real(dp) :: ${name}` : `real(dp), allocatable :: ${name}(${shape.map(() => ':').join(', ')})`);
  const isInteger = (i: number): boolean => new RegExp(`integer, intent\\(in\\) :: ${code.parameters[i] ?? ''}$`, 'm').test(code.source);
  const lines = [`subroutine call_${code.name}(call)`, '  use harness', `  use ${code.name}_module`, '  implicit none', '  integer, intent(in) :: call', '  integer :: rows, cols'];
  given.forEach((array, i) => lines.push(`  ${isInteger(i) ? `integer :: a${String(i)}` : type(`a${String(i)}`, array)}`));
  expected.forEach((array, i) => lines.push(`  ${type(`o${String(i)}`, array)}`));
  given.forEach(({ shape }, i) => {
    const name = `a${String(i)}`;
    if (shape.length === 0) lines.push(`  read *, ${name}`);
    else lines.push('  call take_shape(rows, cols)', `  allocate (${name}(${shape.length === 1 ? 'rows' : 'rows, cols'}))`, `  read *, ${name}`);
  });
  // The shapes of the results are read too: the caller of a subroutine makes room for them.
  expected.forEach(({ shape }, i) => { if (shape.length > 0) lines.push('  call take_shape(rows, cols)', `  allocate (o${String(i)}(${shape.length === 1 ? 'rows' : 'rows, cols'}))`); });
  lines.push(`  call ${code.name}(${[...given.map((_, i) => `a${String(i)}`), ...expected.map((_, i) => `o${String(i)}`)].join(', ')})`.replace(/, /g, ', &\n    '));
  expected.forEach(({ shape }, i) => { const name = `o${String(i)}`; lines.push(`  call report(call, ${String(shape.length)}, ${shape.length === 0 ? '1, 1, [' : `size(${name}, 1), ${shape.length === 1 ? '1' : `size(${name}, 2)`}, reshape(`}${name}${shape.length === 0 ? ']' : `, [size(${name})])`})`); });
  return [...lines, 'end subroutine'].join('\n');
}

const written = ({ shape, data }: NumericArray): string => (shape.length === 0 ? String(data[0]) : `${String(shape[0])} ${String(shape[1] ?? 1)}\n${data.join(' ')}`);
const room = ({ shape }: NumericArray): readonly string[] => (shape.length === 0 ? [] : [`${String(shape[0])} ${String(shape[1] ?? 1)}`]);

/** Throws the compiler's messages where something does not compile. */
export function runFortran(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'mcalc-fortran-'));
  try {
    const source = join(folder, 'calls.f90');
    const binary = join(folder, 'calls');
    const callers = new Map(calls.map((call) => [call.code.name, caller(call)]));
    writeFileSync(source, [HARNESS, ...new Set(calls.map(({ code }) => code.source)), ...callers.values(), 'program main', '  implicit none', ...calls.map(({ code }, i) => `  call call_${code.name}(${String(i)})`), 'end program', ''].join('\n'));
    const compiled = spawnSync('gfortran', ['-std=f2008', '-O0', '-fcheck=bounds', '-J', folder, source, '-o', binary, '-llapack', '-lblas'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (compiled.error !== undefined) throw new Error('gfortran with LAPACK is needed to run emitted code (apt-get install gfortran liblapack-dev).');
    if (compiled.status !== 0) throw new Error(compiled.stderr.slice(0, 6000));
    const done = spawnSync(binary, [], { encoding: 'utf8', input: `${calls.flatMap(({ arguments: given, expected }) => [...given.map(written), ...expected.flatMap(room)]).join('\n')}\n`, maxBuffer: 1 << 28 });
    const outcomes = outcomesOf(done.stdout, calls.length);
    const stopped = outcomes.findIndex((outcome) => outcome === undefined);
    return outcomes.map((outcome, i) => (i === stopped ? { failure: done.stderr.slice(0, 400) } : outcome));
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
