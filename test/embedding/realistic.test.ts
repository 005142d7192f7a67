/**
 * Files as people write them, in every host language: a file's head, a block in each kind of comment, code around it. Each is read as it is, with
 * other line ends, behind characters that take two units, with a byte order mark and indented with tabs; the places must be right in all of them.
 */
import { describe, expect, test } from 'vitest';
import { embed } from '../../server/src/embedding/embed';
import { hosts } from '../../server/src/embedding/hosts';
import { parseDocument } from '../../server/src/syntax/parse';

/** What every block asks, on its last line. */
const QUERY = 'gradient f wrt w';
const lines = (lead: string): string => [`${lead} mcalc: X : matrix(n, d); w : vector(d)`, `${lead}   f = norm2(X*w)^2`, `${lead}   ${QUERY}`].join('\n');
const PLAIN = `mcalc: X : matrix(n, d); w : vector(d)\n  f = norm2(X*w)^2\n  ${QUERY}`;
const STARRED = ` * Fits the weights.\n *\n * mcalc: X : matrix(n, d); w : vector(d)\n *   f = norm2(X*w)^2\n *   ${QUERY}`;
const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** `blocks`: how many of the file's comments are blocks. `body`: code with indentation that tabs can stand for. */
const FILES: readonly { readonly languages: readonly string[]; readonly blocks: number; readonly text: string }[] = [
  { languages: ['python', 'cython', 'mojo'], blocks: 3, text: `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""Ridge regression.\n\n${PLAIN}\n"""\nimport numpy as np\n\n\n${lines('#')}\ndef fit(X, y, lam=1e-3):\n    '''Fit it.\n\n    Parameters\n    ----------\n    X : (n, d) array\n    '''\n    url = "https://example.org/#mcalc: no"\n    for _ in range(3):\n${indented(lines('#'), '        ')}\n        w = np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)\n    return w\n` },
  { languages: ['julia'], blocks: 3, text: `#!/usr/bin/env julia\nmodule Ridge\nusing LinearAlgebra\n\n"""\n    fit(X, y)\n\n${PLAIN}\n"""\nfunction fit(X, y)\n${indented(lines('#'), '    ')}\n    s = "a \$(X') # mcalc: no"\n    w = X' \\ y'\n    #=\n${indented(PLAIN, '    ')}\n    =#\n    return w'\nend\nend\n` },
  { languages: ['matlab', 'octave'], blocks: 2, text: `function w = fit(X, y)\n%FIT  Ridge regression.\n%   W = FIT(X, Y) fits it.\n\n${lines('%')}\nA = X'*X; b = X'*y; s = 'it''s % mcalc: no';\n%{\n${PLAIN}\n%}\nw = A\\b; % the weights\nend\n` },
  { languages: ['r'], blocks: 2, text: `#!/usr/bin/env Rscript\nlibrary(stats)\n\n#' Ridge regression\n#'\n${lines('#\'')}\n#' @param X matrix\nfit <- function(X, y) {\n  s <- 'a # mcalc: no'\n${indented(lines('#'), '  ')}\n  solve(crossprod(X), crossprod(X, y))\n}\n` },
  { languages: ['c'], blocks: 3, text: `#include <stdio.h>\n\n/**\n${STARRED}\n */\nint main(void) {\n    const char *s = "// mcalc: no"; char q = '"';\n${indented(lines('//'), '    ')}\n    printf("%s", s);\n    /* ${PLAIN.replace(/\n/g, '\n       ')} */\n    return 0;\n}\n` },
  { languages: ['cpp', 'cuda-cpp', 'objective-cpp'], blocks: 3, text: `#pragma once\n#include <Eigen/Dense>\n\n${lines('///')}\ntemplate <typename T>\nauto fit(const T &X) {\n    auto s = R"(// mcalc: no)"; auto n = 1'000'000;\n    /*\n${indented(STARRED, '    ')}\n     */\n    return X; // as it is\n}\n/* ${PLAIN} */\n` },
  { languages: ['rust'], blocks: 3, text: `//! Ridge regression.\n//!\n${lines('//!')}\nuse nalgebra::DMatrix;\n\n${lines('///')}\npub fn fit<'a>(x: &'a DMatrix<f64>) -> char {\n    let s = r#"// mcalc: no"#;\n    /* outer /* inner */\n${indented(PLAIN, '    ')}\n    */\n    '"'\n}\n` },
  { languages: ['go'], blocks: 2, text: `// Package ridge fits.\npackage ridge\n\nimport "fmt"\n\n${lines('//')}\nfunc Fit(x []float64) {\n\ts := \`// mcalc: no\n\t// mcalc: no\`\n${indented(lines('//'), '\t')}\n\tfmt.Println(s, '"')\n}\n` },
  { languages: ['java', 'kotlin', 'scala', 'dart', 'php'], blocks: 2, text: `package ridge;\n\n/**\n${STARRED}\n */\npublic class Ridge {\n    String s = "// mcalc: no";\n${indented(lines('//'), '    ')}\n    int x = 1; // one\n}\n` },
  { languages: ['csharp'], blocks: 2, text: `using System;\n\nnamespace Ridge\n{\n    /// <summary>Fits.</summary>\n    class Fit\n    {\n        string s = @"C:\\"; string t = $"{1} // mcalc: no";\n${indented(lines('//'), '        ')}\n        /*\n${indented(STARRED, '        ')}\n         */\n        char c = '"';\n    }\n}\n` },
  { languages: ['javascript', 'typescript', 'javascriptreact', 'typescriptreact'], blocks: 2, text: `#!/usr/bin/env node\n'use strict';\n\n/**\n${STARRED}\n * @param {number[][]} X\n */\nexport function fit(X) {\n  const url = 'https://example.org'; const r = /["'\\/]\\/\\/ mcalc: no/;\n${indented(lines('//'), '  ')}\n  return \`\${X.map((x) => \`\${x} // mcalc: no\`)}\`;\n}\n` },
  { languages: ['swift'], blocks: 2, text: `import Foundation\n\n${lines('///')}\nfunc fit(_ x: [Double]) -> String {\n    /* outer /* inner */\n${indented(PLAIN, '    ')}\n    */\n    return "\\(x.map { "// mcalc: no \\($0)" })"\n}\n` },
  { languages: ['fortran'], blocks: 2, text: `module ridge\n  implicit none\ncontains\n${indented(lines('!>'), '  ')}\n  subroutine fit(x, w)\n    character(len=*), parameter :: s = 'it''s ! mcalc: no'\n${indented(lines('!'), '    ')}\n    w = matmul(x, w) ! done\n  end subroutine\nend module\n` },
  { languages: ['fortran_fixed-form'], blocks: 2, text: `      PROGRAM RIDGE\n${lines('C')}\n      PRINT *, 'A ! mcalc: no'\n${lines('*')}\n      END\n` },
  { languages: ['latex', 'tex'], blocks: 2, text: `\\documentclass{article}\n\\usepackage{amsmath}\n${lines('%')}\n\\begin{document}\nIt grows by 50\\% mcalc: no. \\verb|% mcalc: no|\n${indented(lines('%'), '  ')}\n\\[ \\nabla f = 0 \\] % done\n\\end{document}\n` },
  { languages: ['typst'], blocks: 3, text: `#set page(width: 12cm)\n${lines('//')}\n= Ridge\nSee https://mcalc.example// mcalc: no, \`// mcalc: no\` and "/* // mcalc: no".\n#theorem[\n${indented(lines('//'), '    ')}\n    $ f = 1 $\n]\n/*\n${PLAIN}\n*/\n` },
  { languages: ['markdown', 'quarto'], blocks: 3, text: `---\ntitle: Ridge\n---\n# Ridge\n\nInline \`mcalc: no\`.\n\n\`\`\`mcalc\nX : matrix(n, d); w : vector(d)\nf = norm2(X*w)^2\n${QUERY}\n\`\`\`\n\n- item\n\n  ~~~mcalc\n  w : vector(d)\n  f = norm2(w)^2\n  ${QUERY}\n  ~~~\n\n\`\`\`python\n# mcalc: no\n\`\`\`\n\n<!-- ${PLAIN} -->\n` },
  { languages: ['lua'], blocks: 2, text: `#!/usr/bin/env lua\n--- Fits.\n${lines('--')}\nlocal s = [[ -- mcalc: no ]]\nlocal function fit(x)\n  --[[\n${indented(PLAIN, '  ')}\n  ]]\n  return x -- done\nend\n` },
  { languages: ['haskell'], blocks: 2, text: `module Ridge where\n\n${lines('--')}\nfit :: a -> a\nfit x' = x' -- the prime opens nothing\n{- outer {- inner -}\n${PLAIN}\n-}\ns = "-- mcalc: no"\n` },
  { languages: ['ruby'], blocks: 2, text: `#!/usr/bin/env ruby\n# frozen_string_literal: true\n\n${lines('#')}\ndef fit(x)\n  s = "#{x} # mcalc: no"\n  x # done\nend\n=begin\n${PLAIN}\n=end\n` },
  { languages: ['ocaml', 'fsharp', 'wolfram'], blocks: 2, text: `(* Ridge regression. *)\n(* ${PLAIN} *)\nlet fit x = "(* mcalc: no *)"\n(* outer (* inner *)\n${PLAIN}\n*)\n` },
  { languages: ['zig'], blocks: 2, text: `${lines('//!')}\nconst s = "// mcalc: no";\n${lines('///')}\npub fn fit() void {}\n` },
  { languages: ['nim'], blocks: 2, text: `${lines('##')}\nlet s = "# mcalc: no"\n#[\n${PLAIN}\n]#\n` },
  { languages: ['glsl', 'hlsl', 'wgsl', 'stan'], blocks: 2, text: `${lines('//')}\nfloat fit(float x) {\n    /* ${PLAIN.replace(/\n/g, '\n       ')} */\n    return x;\n}\n` },
];

/** The same file in other clothes. A line that only comments can hold takes wide characters to the front. */
const VARIATIONS: readonly { readonly name: string; readonly of: (text: string) => string }[] = [
  { name: 'as it is',                of: (text) => text },
  { name: 'CRLF',                    of: (text) => text.replace(/\n/g, '\r\n') },
  { name: 'CR',                      of: (text) => text.replace(/\n/g, '\r') },
  { name: 'a byte order mark',       of: (text) => `\ufeff${text}` },
  { name: 'wide characters before',  of: (text) => text.replace('mcalc: X', 'mcalc: 𝐗_1 : vector(n); X').replace('\nX : matrix', '\n𝐗_1 : vector(n); X : matrix') },
  { name: 'tabs',                    of: (text) => text.replace(/^(?: {4})+/gm, (blank) => '\t'.repeat(blank.length / 4)) },
  { name: 'no last line end',        of: (text) => text.replace(/\n$/, '') },
];

describe.each(FILES.flatMap(({ languages, ...rest }) => languages.map((language) => ({ language, ...rest }))))('$language', ({ language, blocks, text }) => {
  test.each(VARIATIONS)('$name', ({ of }) => {
    const file = of(text);
    const document = embed(file, language);
    expect(document.blocks).toHaveLength(blocks);
    expect(document.text).not.toMatch(/\bno\b/);
    const { statements, errors } = parseDocument(document.text);
    expect(errors).toEqual([]);
    const queries = statements.filter(({ kind }) => kind === 'query');
    expect(queries).toHaveLength(blocks);
    for (const { span } of queries) {
      const range = document.toFileRange(span);
      expect(file.slice(range.start, range.end)).toBe(QUERY);
      expect(document.toVirtualRange(range)).toEqual(span);
    }
  });
});

test('every language that reads comments has a file', () => {
  const covered = new Set(FILES.flatMap(({ languages }) => languages));
  expect(hosts.filter(({ reading, ids }) => reading === 'code' && !ids.some((id) => covered.has(id))).map(({ ids }) => ids[0])).toEqual(['html']);
});
