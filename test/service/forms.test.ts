/** Each form with its left side, in both notations. */
import { describe, expect, test } from 'vitest';
import { cost } from '../../server/src/presentation/cost';
import { shortened } from '../../server/src/presentation/shortened';
import { parseExpression } from '../../server/src/syntax/parse';
import { unicodeOf } from '../../server/src/typeset/unicode';
import { analysed } from './setup';

const DECLARED = 'X : matrix(n, d); w : vector(d); y : vector(n); Z : matrix(n, n); A : matrix(m, n); t : scalar; q : vector(d) on sphere\nr = X*w - y\nf = 1/2*norm2(r)^2\nF = A*Z\ng = logdet(Z)\n';

test.each([
  ['gradient f wrt w as index',             '(∇_w f)ᵢ = ∑ₖ₌₁ⁿ Xₖᵢ(∑ⱼ₌₁ᵈ Xₖⱼwⱼ − yₖ)',   String.raw`(\nabla_{w} f)_i = \sum_{k=1}^{n} X_{k,i}\left(\sum_{j=1}^{d} X_{k,j}w_j - y_k\right)`],
  ['jacobian r wrt w as index',             '∂rᵢ/∂wⱼ = Xᵢⱼ',                              String.raw`\frac{\partial r_i}{\partial w_j} = X_{i,j}`],
  ['jacobian F wrt Z as index',             '∂Fᵢⱼ/∂Zₖₗ = Aᵢₖδⱼₗ',                         String.raw`\frac{\partial F_{i,j}}{\partial Z_{k,l}} = A_{i,k}\delta_{j,l}`],
  ['jacobian t*F wrt t as index',           '∂(tF)ᵢⱼ/∂t = ∑ₖ₌₁ⁿ AᵢₖZₖⱼ',                  String.raw`\frac{\partial (tF)_{i,j}}{\partial t} = \sum_{k=1}^{n} A_{i,k}Z_{k,j}`],
  ['hessian f wrt w as index',              '∂²f/∂wᵢ ∂wⱼ = ∑ₖ₌₁ⁿ XₖᵢXₖⱼ',                 String.raw`\frac{\partial^{2} f}{\partial w_i \, \partial w_j} = \sum_{k=1}^{n} X_{k,i}X_{k,j}`],
  ['differential F wrt Z as index',         '(dF)ᵢⱼ = ∑ₖ₌₁ⁿ Aᵢₖ dZₖⱼ',                    String.raw`(\mathrm{d}F)_{i,j} = \sum_{k=1}^{n} A_{i,k}\,\mathrm{d}Z_{k,j}`],
  ['gradient g wrt Z as kronecker',         'vec(∇_Z g) = vec(Z⁻ᵀ)',                      String.raw`\operatorname{vec}(\nabla_{Z} g) = \operatorname{vec}(Z^{-\top})`],
  ['jacobian F wrt Z as kronecker',         'dvec(F) = (Iₙ ⊗ A) vec(dZ)',                 String.raw`\mathrm{d}\operatorname{vec}(F) = (I_n \otimes A) \operatorname{vec}(\mathrm{d}Z)`],
  ['hessian f wrt w as kronecker',          'd(∇_w f) = XᵀX dw',                          String.raw`\mathrm{d}(\nabla_{w} f) = X^{\top}X\,\mathrm{d}w`],
  ['jacobian F wrt Z as operator',          'dF : dZ ↦ A dZ',                             String.raw`\mathrm{d}F \colon \mathrm{d}Z \mapsto A\,\mathrm{d}Z`],
  ['hessian g wrt Z as operator',           '∇²_Z g : dZ ↦ −Z⁻ᵀ dZᵀZ⁻ᵀ',                  String.raw`\nabla_{Z}^2 g \colon \mathrm{d}Z \mapsto -Z^{-\top}\,\mathrm{d}Z^{\top}Z^{-\top}`],
  ['hessian g wrt Z as bilinear',           'd²g[dZ₁, dZ₂] = −tr(Z⁻¹ dZ₁ Z⁻¹ dZ₂)',       String.raw`\mathrm{d}^2g[\mathrm{d}Z_1, \mathrm{d}Z_2] = -\operatorname{tr}(Z^{-1}\,\mathrm{d}Z_1\,Z^{-1}\,\mathrm{d}Z_2)`],
  ['derivative sin(t) wrt t order 3',       '∂³sin(t)/∂t³ = −cos t',                      String.raw`\frac{\partial^{3} \sin(t)}{\partial t^{3}} = -\cos t`],
  ['derivative g wrt Z order 2',            'd²g[dZ₁, dZ₂] = −tr(Z⁻¹ dZ₁ Z⁻¹ dZ₂)',       String.raw`\mathrm{d}^{2}g[\mathrm{d}Z_1, \mathrm{d}Z_2] = -\operatorname{tr}(Z^{-1}\,\mathrm{d}Z_1\,Z^{-1}\,\mathrm{d}Z_2)`],
  ['derivative g wrt Z order 2 as operator', 'd²g : (dZ₁, dZ₂) ↦ −tr(Z⁻¹ dZ₁ Z⁻¹ dZ₂)',   String.raw`\mathrm{d}^2g \colon (\mathrm{d}Z_1, \mathrm{d}Z_2) \mapsto -\operatorname{tr}(Z^{-1}\,\mathrm{d}Z_1\,Z^{-1}\,\mathrm{d}Z_2)`],
  ['derivative sum(w.^3) wrt w order 3 as index', '∂³sum(w⊙³)/∂wᵢ ∂wⱼ ∂wₖ = 6δᵢⱼδᵢₖ',      String.raw`\frac{\partial^{3} \operatorname{sum}(w^{\odot 3})}{\partial w_i \, \partial w_j \, \partial w_k} = 6\delta_{i,j}\delta_{i,k}`],
  ['derivative f wrt w order 2 as kronecker', 'dvec(Df) = XᵀX dw',                        String.raw`\mathrm{d}\operatorname{vec}(\mathrm{D}f) = X^{\top}X\,\mathrm{d}w`],
  ['taylor f wrt w order 1',                'f(w + dw) = ‖Xw − y‖₂²/2 + (Xw − y)ᵀX dw + O(‖dw‖²)', String.raw`f(w + \mathrm{d}w) = \frac{\lVert Xw - y\rVert_2^2}{2} + (Xw - y)^{\top}X\,\mathrm{d}w + O(\lVert \mathrm{d}w\rVert^2)`],
  ['taylor exp(t) wrt t order 2',           'exp(t + dt) = exp t + dt exp t + exp(t)(dt)²/2 + O(|dt|³)', String.raw`\exp(t + \mathrm{d}t) = \exp t + \mathrm{d}t\,\exp t + \frac{\exp(t)(\mathrm{d}t)^2}{2} + O(\lvert \mathrm{d}t\rvert^3)`],
  ['taylor sum(q.^2) wrt q order 1',        'sum(q⊙²) at R_q(dq) = 1 + O(‖dq‖²)',        String.raw`\left. \operatorname{sum}(q^{\odot 2}) \right|_{R_q(\mathrm{d}q)} = 1 + O(\lVert \mathrm{d}q\rVert^2)`],
])('%s', (query, text, latex) => {
  const { queries: [answers] } = analysed(DECLARED + query);
  const forms = answers?.answers[0]?.forms ?? expect.fail('no answer');
  expect([forms.formula.text, forms.formula.latex]).toEqual([text, latex]);
  expect(forms.formula.text).toBe(`${forms.heading.text} ${forms.relation.text} ${forms.body.text}`);
});

test('inner products stand in brackets of their own, beside each other and before an array', () => {
  const { queries: [answers] } = analysed("a, b, c, w : vector(n)\ngradient (a'*w)*(b'*w)*(c'*w) wrt w");
  expect(answers?.answers[0]?.forms?.formula).toEqual({
    text: '∇_w ((aᵀw)(bᵀw)(cᵀw)) = (bᵀw)((cᵀw)a + (aᵀw)c) + (aᵀw)(cᵀw)b',
    latex: String.raw`\nabla_{w} ((a^{\top}w)(b^{\top}w)(c^{\top}w)) = (b^{\top}w)((c^{\top}w)a + (a^{\top}w)c) + (a^{\top}w)(c^{\top}w)b`,
  });
});

test('a result with more than two indices says how far each goes', () => {
  const { queries: [answers] } = analysed(`${DECLARED}jacobian F wrt Z as index`);
  expect(answers?.answers[0]?.forms?.shape).toEqual({ latex: String.raw`\mathbb{R}^{m\times n\times n\times n}`, text: 'ℝᵐˣⁿˣⁿˣⁿ' });
});

describe('a result too long to be read', () => {
  const factors = Array.from({ length: 14 }, (_, i) => `x_${String(i)}`);
  const NOTES = `a, w : vector(n)\n${factors.join(', ')} : scalar\nf = ${factors.map((x) => `(${x} + a'*w)`).join('*')}\n`;
  test('is shown in part, which is said; as text it is whole', () => {
    const { queries: [answers] } = analysed(`${NOTES}hessian f wrt w`);
    const forms = answers?.answers[0]?.forms ?? expect.fail('no answer');
    expect(forms.isCut).toBe(true);
    expect(forms.notes[0]).toMatch(/^shown in part: it has more than 3,000 symbols/);
    expect(forms.formula.text).toMatch(/^∇²_w f = 2a·\(\(x₂ \+ aᵀw\).*… \+ .*…\)ᵀ$/);
    expect(forms.formula.text.length).toBeLessThan(1000);
    expect(forms.formula.latex).toContain('…');
    expect(forms.text).not.toMatch(/[…?]/);
    expect(forms.text.length).toBeGreaterThan(10_000);
  });
  test('is in no paper', async () => {
    const analysis = analysed(`${NOTES}hessian f wrt w`);
    expect(await analysis.paper(analysis.queries[0] ?? expect.fail(), 'latex')).toEqual({ ok: false, reason: 'the result is too long to be printed: it has more than 3,000 symbols' });
  });
  test.each([
    ['a sum',            `sum(${Array.from({ length: 3000 }, (_, i) => `x${String(i)}`).join(' + ')})`,                 /^sum\(x₀ \+ x₁ \+ .* \+ …\)$/],
    ['a product',        Array.from({ length: 3000 }, (_, i) => `x${String(i)}`).join('*'),                               /^x₀·?x₁.*…$/],
    ['deep nesting',     `${'exp('.repeat(3000)}x${')'.repeat(3000)}`,                                                   /^exp\(exp\(.*…\)+$/],
    ['a large matrix',   `[${Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => 'x').join(', ')).join('; ')}]`, /^…$/],
    ['named parts',      `s where ${Array.from({ length: 1000 }, (_, i) => `s${String(i)} = x + ${String(i)}`).join(', ')}`,   /^s where s₀ = x \+ 0, .*… = …$/],
  ])('of %s', (_, text, shown) => {
    const { tree } = parseExpression(text);
    expect(unicodeOf(shortened(tree))).toMatch(shown);
    expect(cost(shortened(tree))).toBeLessThan(500);
  });
  test('one that can be read stays as it is', () => {
    const { tree } = parseExpression("X'*(X*w - y) + λ*w");
    expect(shortened(tree)).toBe(tree);
  });
});
