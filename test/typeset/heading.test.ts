import { expect, test } from 'vitest';
import { parseDocument } from '../../server/src/syntax/parse';
import { headingLatex, headingUnicode } from '../../server/src/typeset/heading';

test.each([
  ['gradient f wrt w', String.raw`\nabla_{w} f`, '∇_w f'],
  ['gradient f wrt w_1', String.raw`\nabla_{w_1} f`, '∇_w₁ f'],
  ['gradient tr(A*X) wrt X', String.raw`\nabla_{X} \operatorname{tr}(AX)`, '∇_X tr(AX)'],
  ['gradient a + b wrt b', String.raw`\nabla_{b} (a + b)`, '∇_b (a + b)'],
  ['jacobian r wrt w', String.raw`\frac{\partial r}{\partial w}`, '∂r/∂w'],
  ['hessian f wrt w', String.raw`\nabla_{w}^2 f`, '∇²_w f'],
  ['differential f wrt X', String.raw`\mathrm{d}f`, 'df'],
  ['taylor f wrt w order 2', String.raw`f(w + \mathrm{d}w)`, 'f(w + dw)'],
  ['derivative f wrt x order 3', String.raw`\frac{\partial^{3} f}{\partial x^{3}}`, '∂³f/∂x³'],
  ['jvp f wrt x along v', String.raw`\frac{\partial f}{\partial x}\,v`, '(∂f/∂x) v'],
  ['vjp f wrt x along u', String.raw`\left(\frac{\partial f}{\partial x}\right)^{\top}u`, '(∂f/∂x)ᵀu'],
  ['hvp f wrt x along v', String.raw`\nabla_{x}^2 f\;v`, '∇²_x f v'],
])('%s', (text, latex, unicode) => {
  const [query] = parseDocument(text).statements;
  if (query?.kind !== 'query') throw new Error('a query is expected');
  const asked = { word: query.word, of: query.of, wrt: query.wrt[0]?.name ?? '', order: query.order, along: query.along };
  expect(headingLatex(asked)).toBe(latex);
  expect(headingUnicode(asked)).toBe(unicode);
});
