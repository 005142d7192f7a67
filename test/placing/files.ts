/** Files that code comes into, by language. */
const PY = '# mcalc: w : vector(d)\n#   gradient sum(exp(w)) wrt w\n';
const SLASHES = PY.replace(/^#/gm, '//');
const indented = (text: string, by = '    '): string => text.replace(/^(?=.)/gm, by);

export const python = {
  'the comment alone': PY,
  'no line end': PY.trimEnd(),
  'code below': `${PY}x = 1\n`,
  'code below, after two empty lines': `${PY}\n\nx = 1\n`,
  'a function below': `${PY}def f():\n    pass\n`,
  'imports above': `import os\nimport sys\n\nimport pandas as pd\n\nfrom .model import Model\n\n${PY}x = 1\n`,
  'imports of the standard library': `import os\nfrom math import pi\n\n${PY}`,
  'imports of the own package': `from .model import Model\n\n${PY}`,
  'imported already': `import numpy as np\n\n${PY}`,
  'imported in a list': `import os, numpy as np\n\n${PY}`,
  'imported under another name': `import numpy as onp\nimport jax.numpy as jnp\n\n${PY}`,
  'imported by its own name': `import numpy\n\n${PY}`,
  'the short name means something else': `import jax.numpy as np\n\n${PY}`,
  'both names mean something else': `import jax.numpy as np\nnumpy = 3\n\n${PY}`,
  'imported for types only': `from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import numpy as np\n\n${PY}`,
  'imported over lines': `from scipy import (\n    linalg,\n    special,\n)\n\n${PY}`,
  'a word in a string': `"""A module.\n\nimport numpy as np\n"""\n${PY}`,
  'a script': `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# Copyright A. Author.\n\n"""What it does."""\n\nfrom __future__ import annotations\n\n${PY}x = 1\n`,
  'a hash-bang and the comment': `#!/usr/bin/env python3\n\n${PY}`,
  'a docstring of the module': `"""What it does.\n\nmcalc: w : vector(d)\n  gradient sum(exp(w)) wrt w\n"""\nfrom __future__ import annotations\n\nimport os\n\nx = os.sep\n`,
  'the comment above the imports': `${PY}import os\n\nx = 1\n`,
  'a function': `def f(w):\n${indented(PY)}    return w\n`,
  'the docstring of a function': `def f(w):\n    """F.\n\n    mcalc: w : vector(d)\n      gradient sum(exp(w)) wrt w\n    """\n    return w\n\n\ndef g():\n    pass\n`,
  'the docstring of a class': `class Model:\n    """A model.\n\n    mcalc: w : vector(d)\n      gradient sum(exp(w)) wrt w\n    """\n\n    x = 1\n\n    def f(self):\n        pass\n\n\ny = 1\n`,
  'the docstring of a class with bases over lines': `class Model(\n    Base,\n    Other,\n):\n    """A model.\n\n    mcalc: w : vector(d)\n      gradient sum(exp(w)) wrt w\n    """\n`,
  'the docstring of a method': `class Model:\n    def f(self, w):\n        """F.\n\n        mcalc: w : vector(d)\n          gradient sum(exp(w)) wrt w\n        """\n        return w\n`,
  'a class': `class Model:\n    x = 1\n\n${indented(PY)}\n    def f(self):\n        pass\n`,
  'tabs': `def f(w):\n${indented(PY, '\t')}\tif w:\n\t\treturn w\n`,
  'two spaces': `def f(w):\n${indented(PY, '  ')}  return w\n`,
  'CRLF': `import os\n\n${PY}x = 1\n`.replaceAll('\n', '\r\n'),
  'brackets': `loss = total(\n    a,  # mcalc: w : vector(d)\n        #   gradient sum(exp(w)) wrt w\n    b,\n)\nx = 1\n`,
  'brackets in brackets': `x = [\n    {\n${indented(PY, '        ')}        1: 2,\n    },\n] + [\n    3\n]\ny = 1\n`,
  'a list in a function': `def f():\n    x = [\n${indented(PY, '        ')}    ]\n    return x\n`,
  'a comment after code': `x = 1  # mcalc: gradient sum(exp(w)) wrt w\ny = 2\n`,
  'a comment after the head of a function': `def f(x):  # mcalc: gradient sum(exp(w)) wrt w\n    y = x\n    return y\n\n\nz = 1\n`,
  'below a decorator': `@cached\n${PY}def f():\n    x = 1\n\n    return x\n\n\ny = 1\n`,
  'before else': `if a:\n    x = 1\n${PY}else:\n    x = 2\ny = 1\n`,
  'in the middle of a function': `def f():\n    x = 1\n${PY}    return x\n\n\ny = 1\n`,
  'indented like nothing': `x = 1\n${indented(PY, '   ')}y = 1\n`,
};

export const cpp = {
  'the comment alone': SLASHES,
  'includes': `// What it does.\n\n#include "loss.h"\n\n#include <iostream>\n#include <vector>\n\n${SLASHES}int main() { return 0; }\n`,
  'included already': `#include <Eigen/Dense>\n#include <cmath>\n\n${SLASHES}`,
  'a header that brings it': `#include <Eigen/Eigen>\n#include <iostream>\n\n${SLASHES}`,
  'own headers only': `#include "loss.h"\n\n${SLASHES}`,
  'a guard': `#ifndef LOSS_H\n#define LOSS_H\n\n${SLASHES}\n#endif\n`,
  'a pragma, and a header under a condition': `#pragma once\n\n#ifdef FAST\n#include <Eigen/Dense>\n#endif\n\n${SLASHES}`,
  'a namespace': `#include <vector>\n\nnamespace loss {\n\n${SLASHES}\n}  // namespace loss\n`,
  'a class': `class Model {\n public:\n${indented(SLASHES, '  ')}\n  int f();\n};\n`,
  'a function body': `#include <vector>\n\n// Trains.\nint main() {\n${indented(SLASHES, '  ')}  return 0;\n}\n`,
  'a body with its brace below': `#include <vector>\n\nstatic double loss(\n    double a,\n    double b)\n{\n  if (a) {\n${indented(SLASHES, '    ')}  }\n}\n`,
  'a lambda in a method': `namespace loss {\nclass Model {\n  void f() {\n    run([](int x) {\n${indented(SLASHES, '      ')}      return x;\n    });\n  }\n};\n}\n`,
  'an initialiser': `int x[] = {\n${indented(SLASHES, '  ')}  1,\n};\nint y;\n`,
  'documentation of a function': `/**\n * mcalc: w : vector(d)\n *   gradient sum(exp(w)) wrt w\n */\ndouble loss(double w) {\n  return w;\n}\n\nint x;\n`,
  'in the middle of a statement': `int x =\n${indented(SLASHES, '    ')}    3;\nint y;\n`,
  'a brace in a character': `char c = '{';\n${SLASHES}int y;\n`,
};

export const javascript = {
  'the comment alone': SLASHES,
  'a script of modules': `#!/usr/bin/env node\n// What it does.\n\nimport fs from 'node:fs';\nimport { loss } from './loss.js';\n\n${SLASHES}let x = 1;\n`,
  'imported in part': `import { Matrix, SVD } from 'ml-matrix';\n\n${SLASHES}`,
  'imported over lines': `import {\n  Matrix,\n} from 'ml-matrix';\n\n${SLASHES}`,
  'imported under other names': `import { Matrix as M } from 'ml-matrix';\nimport * as ml from 'ml-matrix';\n\n${SLASHES}`,
  'the name means something else': `import { Matrix } from 'three';\n\n${SLASHES}`,
  'a helper of the same name': `const sigmoid = (x) => x;\n\n${SLASHES}`,
  'the same helper': `const sigmoid = (u) => 1 / (1 + Math.exp(-u));\n\n${SLASHES}`,
  'CommonJS': `'use strict';\n\nconst fs = require('fs');\n\n${SLASHES}module.exports = {};\n`,
  'CommonJS, imported in part': `const { Matrix } = require('ml-matrix');\n\n${SLASHES}`,
  'a function': `function f() {\n${indented(SLASHES, '  ')}  return 1;\n}\n`,
  'a callback': `describe('x', () => {\n${indented(SLASHES, '  ')}  test();\n});\n`,
  'an object': `const x = {\n${indented(SLASHES, '  ')}  a: 1,\n};\nlet y;\n`,
  'a class': `class A {\n${indented(SLASHES, '  ')}  f() {\n  }\n}\nlet y;\n`,
  'a chain': `const x = foo()\n${indented(SLASHES, '  ')}  .bar();\nlet y;\n`,
  'no semicolons': `let i = 1\ni++\n${SLASHES}let y\n`,
  'documentation of a function': `/**\n * mcalc: w : vector(d)\n *   gradient sum(exp(w)) wrt w\n */\nexport function loss(w) {\n  return w;\n}\n\nlet x;\n`,
  'before else': `if (a) {\n  b();\n}\n${SLASHES}else {\n  c();\n}\n`,
  'text in a template': `const x = \`\nimport { Matrix } from 'ml-matrix';\n\`;\n\n${SLASHES}`,
};

export const rust = {
  'the comment alone': SLASHES,
  'a crate': `//! What it does.\n#![allow(dead_code)]\n\nuse std::fmt;\n\nuse crate::loss::Loss;\n\n${SLASHES}fn main() {}\n`,
  'imported in part': `use nalgebra::DMatrix;\nuse std::fmt;\n\n${SLASHES}`,
  'imported in a list': `use nalgebra::{DMatrix, SVD};\n\n${SLASHES}`,
  'imported as a crate': `use nalgebra as na;\n\n${SLASHES}`,
  'all imported': `use nalgebra::*;\n\n${SLASHES}`,
  'the name means something else': `use ndarray::DMatrix;\n\n${SLASHES}`,
  'a module': `use nalgebra::DMatrix;\n\nmod loss {\n${indented(SLASHES)}}\n`,
  'an implementation': `struct A;\n\nimpl A {\n${indented(SLASHES)}    fn f(&self) {}\n}\n\nfn main() {}\n`,
  'a function': `fn main() {\n${indented(SLASHES)}    println!("{}", 1);\n}\n`,
  'documentation of a function': `/// mcalc: w : vector(d)\n///   gradient sum(exp(w)) wrt w\nfn loss(w: f64) -> f64 {\n    w\n}\n\nfn main() {}\n`,
  'below an attribute': `#[derive(Debug)]\n${SLASHES}struct A {\n    x: f64,\n}\n\nfn main() {}\n`,
};

export const julia = {
  'the comment alone': PY,
  'a module': `module Loss\n\nusing Statistics\n\n${PY}\nend\n`,
  'a module without imports': `"""\nLosses.\n"""\nmodule Loss\n\n${PY}\nend\n`,
  'used already': `using LinearAlgebra, Statistics\n\n${PY}`,
  'used in part': `using LinearAlgebra: dot\n\n${PY}`,
  'a docstring': `"""\n    loss(w)\n\nmcalc: w : vector(d)\n  gradient sum(exp(w)) wrt w\n"""\nfunction loss(w)\n    if w > 0\n        w[end]\n    end\nend\n\nx = 1\n`,
  'a call': `f(1,\n${indented(PY)}    2)\nx = 1\n`,
  'a struct': `struct A\n${indented(PY)}    x::Int\nend\nx = 1\n`,
};

export const r = {
  'the comment alone': PY,
  'a script': `library(MASS)\n\n${PY}x <- 1\n`,
  'documentation of a function': `#' mcalc: w : vector(d)\n#'   gradient sum(exp(w)) wrt w\nloss <- function(w) {\n  w\n}\n\nx <- 1\n`,
  'a call': `f(1,\n${indented(PY, '  ')}  2)\nx <- 1\n`,
  'a function': `f <- function(w) {\n${indented(PY, '  ')}  w\n}\n`,
};

const PERCENT = PY.replace(/^#/gm, '%');
export const matlab = {
  'a script': `x = 1;\n${PERCENT}y = 2;\n`,
  'a function': `function f(x)\n${indented(PERCENT)}    disp(x)\nend\n`,
};
export const octave = {
  'a script': `1;\n${PERCENT}y = 2;\n`,
  'a function': `function f(x)\n${indented(PERCENT)}    if x(end)\n        disp(x)\n    end\nend\ny = 2;\n`,
};

const EXCLAMATION = PY.replace(/^#/gm, '!');
export const FortranFreeForm = {
  'the comment above a program': `${EXCLAMATION}program main\n  implicit none\nend program main\n`,
  'in a program': `module a\nend module a\n\n! Runs.\nprogram main\n  implicit none\n${indented(EXCLAMATION, '  ')}  print *, 1\nend program main\n`,
  'in a function of a module': `module m\n  implicit none\ncontains\n  pure function f(x) result(y)\n    real, intent(in) :: x\n    real :: y\n${indented(EXCLAMATION)}    y = x\n  end function f\nend module m\n`,
};

const TEX = PY.replace(/^#/gm, '%');

export const latex = {
  'the comment alone': TEX,
  'text below': `${TEX}Text (an interval [0, 1) and so on\nover lines.\n`,
  'a paragraph that begins with end': `${TEX}End of the proof.\n`,
  'in the preamble': `\\documentclass{article}\n${TEX}\\usepackage{amsmath}\n\\begin{document}\nText.\n\\end{document}\n`,
  'in a theorem': `\\begin{theorem}[Smith]\n  Let.\n${indented(TEX, '  ')}  So.\n\\end{theorem}\n`,
  'in a display': `Text\n\\begin{align*}\n  a &= b \\\\\n${indented(TEX, '  ')}  c &= d\n\\end{align*}\nText.\n`,
  'in brackets of a display': `\\[\n${indented(TEX, '  ')}  x\n\\]\n`,
  'a comment of a comment': `%% mcalc: w : vector(d)\n%%   gradient sum(exp(w)) wrt w\n\\section{One}\n`,
};

export const markdown = {
  'a fence': '# Notes\n\n```mcalc\nw : vector(d)\ngradient sum(exp(w)) wrt w\n```\n\nText.\n',
  'a fence, text directly below': '```mcalc\nw : vector(d)\ngradient sum(exp(w)) wrt w\n```\nText (a bracket\n',
  'a comment': '<!-- mcalc: w : vector(d)\n  gradient sum(exp(w)) wrt w -->\n\nText.\n',
  'in a list': '- One\n\n  ```mcalc\n  w : vector(d)\n  gradient sum(exp(w)) wrt w\n  ```\n\n- Two\n',
};

export const typst = {
  'the comment alone': SLASHES,
  'text below': `= One\n${SLASHES}Text (an interval [0, 1) and so on.\n`,
  'in a block': `#theorem[\n${indented(SLASHES, '  ')}  So.\n]\n`,
  'a comment of documentation': `${SLASHES.replace(/^\/\//gm, '///')}#let f(x) = x\n`,
};
