import { expect, test } from 'vitest';
import { derivationHtml } from '../../client/src/exportPage';
import { svgOf } from '../../client/src/math/svg';
import type { DerivationView } from '../../protocol/derivation';

const EVIL = '<img src=x onerror="alert(1)">';
const VIEW: DerivationView = {
  kind: 'derivation', id: '1', title: `gradient f wrt w ${EVIL}`,
  given: [{ latex: 'w \\in \\mathbb{R}^d', text: 'w ∈ ℝᵈ' }], definitions: [{ latex: 'f = w^\\top w', text: 'f = wᵀw' }],
  form: 'gradient', forms: [{ form: 'gradient', label: 'Gradient' }],
  results: [{
    wrt: 'w', formula: { latex: '\\nabla_w f = 2w', text: '∇f = 2w' }, shape: { latex: '\\mathbb{R}^d', text: 'ℝᵈ' },
    verdict: { verdict: 'fail', maxRelativeError: 1, points: 3, reason: EVIL }, conditions: [{ text: EVIL }], notes: [EVIL],
    steps: [{ rule: EVIL, formula: { latex: '\\unknown', text: EVIL }, verdict: { verdict: 'pass', maxRelativeError: 1e-9, points: 3 } }],
  }],
  problems: [], layout: 'gradient layout', targets: [], quantities: [],
};

const html = derivationHtml(VIEW, svgOf);

test('text of the reader stays text', () => {
  expect(html).not.toContain(EVIL);
  expect(html.match(/onerror=&#34;alert\(1\)&#34;/g)?.length).toBeGreaterThan(6);
});
test('formulas are pictures with their text, or the text where there is no picture', () => {
  expect(html).toMatch(/<img alt="∇f = 2w" width="\d+" height="\d+" style="vertical-align: -\d+px" src="data:image\/svg\+xml;base64,[\w+/=]+">/);
  expect(html).toContain('<code>&#60;img src=x');
});
test('nothing is loaded from anywhere, nothing runs', () => {
  expect([...html.matchAll(/(?:src|href)="([^"]{0,20})/g)].every(([, address]) => address?.startsWith('data:image/svg+xml') === true)).toBe(true);
  expect(html).not.toMatch(/<script|@import|url\(/);
});
