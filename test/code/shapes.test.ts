/** Assertions of shapes: what they say where arguments do not fit each other, and that they pass those that do. */
import { describe, expect, test } from 'vitest';
import type { TargetName } from '../../server/src/codegen/request';
import { analysed } from '../service/setup';
import { RUNS } from './programs';

const TEXT = 'X : matrix(n, d); w : vector(d); y : vector(n); S : symmetric matrix(d, d)\ngradient norm2(X*w - y)^2 + w\'*S*w wrt w';

interface Row {
  readonly target: TargetName;
  /** A function that calls `loss` as it should be called, then with a `y` that is too short, and says what comes of it. */
  readonly caller: string;
  readonly says: string;
  /** An error ends the program. */
  readonly stops?: true;
}

const rows: readonly Row[] = [
  {
    target: 'numpy', caller: 'import numpy as np\ndef attempt():\n    X, w, S = np.ones((3, 2)), np.ones(2), np.eye(2)\n    print(loss(X, w, np.ones(3), S))\n    try:\n        loss(X, w, np.ones(4), S)\n    except ValueError as problem:\n        print(problem)\n',
    says: '[8. 8.]\ny must have the shape (n,) = (3,), as X has (3, 2), but it has the shape (4,)\n',
  },
  {
    target: 'pytorch', caller: 'import torch\ndef attempt():\n    X, w, S = torch.ones((3, 2)), torch.ones(2), torch.eye(2)\n    print(loss(X, w, torch.ones(3), S))\n    try:\n        loss(X, w, torch.ones(4), S)\n    except ValueError as problem:\n        print(problem)\n',
    says: 'tensor([8., 8.])\ny must have the shape (n,) = (3,), as X has (3, 2), but it has the shape (4,)\n',
  },
  {
    target: 'jax', caller: 'import jax.numpy as jnp\ndef attempt():\n    X, w, S = jnp.ones((3, 2)), jnp.ones((2,)), jnp.eye(2)\n    print(loss(X, w, jnp.ones((3,)), S))\n    try:\n        loss(X, w, jnp.ones((4,)), S)\n    except ValueError as problem:\n        print(problem)\n',
    says: '[8. 8.]\ny must have the shape (n,) = (3,), as X has (3, 2), but it has the shape (4,)\n',
  },
  {
    target: 'typescript', caller: 'export function attempt(): void {\n  const [X, w, S] = [Matrix.ones(3, 2), Matrix.ones(2, 1), Matrix.eye(2)];\n  console.log(loss(X, w, Matrix.ones(3, 1), S).to1DArray().join(" "));\n  try { loss(X, w, Matrix.ones(4, 1), S); } catch (problem) { console.log((problem as Error).message); }\n}\n',
    says: '8 8\nX is 3×2, y is 4×1; y must be n×1\n',
  },
  {
    target: 'fortran', stops: true, caller: 'module attempt_module\n  use loss_module\n  implicit none\ncontains\n  subroutine attempt(verdict)\n    character(4), intent(out) :: verdict\n    real(kind(1.0d0)) :: x(3, 2), w(2), y(3), s(2, 2), g(2)\n    x = 1; w = 1; y = 1; s = reshape([1, 0, 0, 1], [2, 2])\n    verdict = "pass"\n    call loss(x, w, y, s, g)\n    print "(2f4.1)", g\n    call loss(x, w, [y, y(1)], s, g)\n  end subroutine\nend module\n',
    says: ' 8.0 8.0\nX has the shape 3 2\ny has the shape 4\n\nERROR STOP loss: y must have the shape n',
  },
  {
    target: 'octave', caller: 'function attempt()\n  X = ones(3, 2); w = ones(2, 1); S = eye(2);\n  printf("%g ", loss(X, w, ones(3, 1), S)); printf("\\n");\n  try\n    loss(X, w, ones(4, 1), S);\n  catch problem\n    disp(problem.message);\n  end\nend\n',
    says: '8 8 \nX is 3-by-2, y is 4-by-1; y must be n-by-1\n',
  },
  {
    target: 'r', caller: 'attempt <- function() {\n  X <- matrix(1, 3, 2); w <- c(1, 1); S <- diag(2)\n  cat(loss(X, w, rep(1, 3), S), "\\n")\n  tryCatch(loss(X, w, rep(1, 4), S), error = function(problem) cat(conditionMessage(problem), "\\n", sep = ""))\n}\n',
    says: '8 8 \nX is 3 x 2, y has length 4; y must be of length n\n',
  },
  {
    target: 'javascript', caller: 'import { Matrix } from "ml-matrix";\nexport function attempt() {\n  const [X, w, S] = [Matrix.ones(3, 2), Matrix.ones(2, 1), Matrix.eye(2)];\n  console.log(loss(X, w, Matrix.ones(3, 1), S).to1DArray().join(" "));\n  try { loss(X, w, Matrix.ones(4, 1), S); } catch (problem) { console.log(problem.message); }\n}\n',
    says: '8 8\nX is 3×2, y is 4×1; y must be n×1\n',
  },
  {
    target: 'eigen', caller: '#include <iostream>\nvoid attempt() {\n  const Eigen::MatrixXd X = Eigen::MatrixXd::Ones(3, 2), S = Eigen::MatrixXd::Identity(2, 2);\n  const Eigen::VectorXd w = Eigen::VectorXd::Ones(2);\n  std::cout << loss(X, w, Eigen::VectorXd::Ones(3), S).transpose() << "\\n";\n  try { loss(X, w, Eigen::VectorXd::Ones(4), S); } catch (const std::invalid_argument& problem) { std::cout << problem.what() << "\\n"; }\n}\n',
    says: '8 8\nX is 3x2, y has 4 entries; y must be n\n',
  },
];

describe('shapes that do not fit', () => {
  test.each(rows)('$target', async ({ target, caller, says, stops = false }) => {
    const analysis = analysed(TEXT);
    const outcome = await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), target, { name: 'loss', assertShapes: true });
    const code = outcome.ok ? outcome.code : expect.fail(outcome.reason);
    expect(code.inputs).toEqual(['X', 'w', 'y', 'S']);
    // A module of Fortran is called after its function.
    const program = { code: { ...code, name: stops ? 'attempt' : code.name, source: `${code.source}\n${caller}`, body: `${code.body}\n${caller}` }, run: 'attempt' };
    if (stops) expect(() => RUNS[target]?.([program])).toThrow(says);
    else expect(RUNS[target]?.([program])).toBe(says);
  });
});
