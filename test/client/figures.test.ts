import { describe, expect, test } from 'vitest';
import { figureOf } from '../../client/src/figures/draw';
import { crosses } from '../../client/src/figures/free';
import { layered, type Wanted } from '../../client/src/figures/layers';
import { svgOf } from '../../client/src/math/svg';
import type { GraphView, StepSizesView } from '../../protocol/figures';
import type { Formula } from '../../protocol/formula';

const formula = (latex: string, text = latex): Formula => ({ latex, text });
const GRAPH: GraphView = {
  kind: 'graph',
  nodes: [
    { kind: 'variable', name: formula('X'), formula: formula('X'), shape: formula('\\mathbb{R}^{n\\times d}', 'ℝⁿˣᵈ') },
    { kind: 'variable', name: formula('w'), formula: formula('w'), shape: formula('\\mathbb{R}^{d}', 'ℝᵈ') },
    { kind: 'operation', name: formula('v_1'), formula: formula('v_1 = Xw'), shape: formula('\\mathbb{R}^{n}', 'ℝⁿ') },
    { kind: 'result', name: formula('f'), formula: formula('f = v_1^{\\top}v_1'), shape: formula('\\mathbb{R}', 'ℝ') },
  ],
  edges: [
    { from: 0, to: 2, shape: formula('\\mathbb{R}^{n\\times d}') },
    { from: 1, to: 2, shape: formula('\\mathbb{R}^{d}'), cotangent: formula('2X^{\\top}Xw') },
    { from: 2, to: 3, shape: formula('\\mathbb{R}^{n}'), cotangent: formula('2Xw') },
  ],
};

describe('layers', () => {
  const size = { width: 40, height: 20 };
  const wanted: Wanted = {
    nodes: Array.from({ length: 9 }, () => size),
    edges: [[0, 2], [1, 2], [2, 3], [2, 4], [3, 5], [4, 5], [6, 5], [5, 7], [0, 7], [0, 8], [7, 8]].map(([from = 0, to = 0]) => ({ from, to, label: { width: 30, height: 14 } })),
  };
  const placed = layered(wanted);
  const boxes = [...placed.nodes.map((centre) => ({ ...centre, ...size })), ...placed.edges.flatMap(({ label }) => (label === undefined ? [] : [{ ...label, width: 30, height: 14 }]))];

  test('nothing lies on anything else, and all of it within the picture', () => {
    for (const [i, one] of boxes.entries()) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(placed.height);
      for (const other of boxes.slice(i + 1)) {
        expect(Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-6 || Math.abs(one.y - other.y) >= (one.height + other.height) / 2 - 1e-6).toBe(true);
      }
    }
  });
  test('every edge goes down, from the lower side of its node to the upper side of the next', () => {
    for (const [i, { points }] of placed.edges.entries()) {
      const { from, to } = wanted.edges[i] ?? expect.fail('no edge');
      expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).toSorted((a, b) => a - b));
      expect([points[0]?.y, points.at(-1)?.y]).toEqual([(placed.nodes[from]?.y ?? 0) + 10, (placed.nodes[to]?.y ?? 0) - 10]);
    }
  });
  test('the same graph is laid out the same', () => { expect(layered(wanted)).toEqual(placed); });
});

/** The elements of a well-formed document, with their attributes; throws where it is not. */
function elementsOf(svg: string): readonly { readonly name: string; readonly attributes: string }[] {
  const found: { name: string; attributes: string }[] = [];
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi, (_, closing: string, name: string, attributes: string, empty: string) => {
    if (closing !== '') { if (open.pop() !== name) throw new Error(`</${name}> closes something else`); } else {
      found.push({ name, attributes });
      if (empty === '') open.push(name);
    }
    return '';
  });
  if (open.length > 0 || /[<>]/.test(rest)) throw new Error(`not well-formed: ${open.join()} ${rest.slice(0, 80)}`);
  return found;
}
const count = (svg: string, pattern: RegExp): number => svg.match(pattern)?.length ?? 0;

describe('a computation graph', () => {
  const { svg, width, height } = figureOf(GRAPH, svgOf);
  test('is one well-formed picture that says what it is of', () => {
    const [root] = elementsOf(svg);
    expect(root).toMatchObject({ name: 'svg', attributes: expect.stringContaining('aria-label="Computation graph of f: 2 variables, 2 operations, 3 edges."') as string });
    expect([width, height].every((length) => length > 50 && length < 800)).toBe(true);
  });
  test('has a frame a node, an arrow a value, and one back a cotangent', () => {
    expect(count(svg, /<rect [^>]*rx=/g)).toBe(2 * GRAPH.nodes.length);
    expect(count(svg, /class="stroke-line"[^>]*stroke-width="1.2"/g)).toBe(3);
    expect(count(svg, /stroke-dasharray="5 3"/g)).toBe(2);
    expect([count(svg, /<g class="shape">/g), count(svg, /<g class="cotangent">/g)]).toEqual([3, 2]);
  });
  test('needs no style that a page with a policy would refuse, and no two names are the same', () => {
    expect(svg).not.toMatch(/ style=|<style|<script|<image|url\(/);
    const names = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
  test('a formula that cannot be drawn is written', () => {
    const odd: GraphView = { ...GRAPH, nodes: GRAPH.nodes.map((node) => ({ ...node, formula: formula('\\nonsense{', 'f < g & "h"') })) };
    const drawn = figureOf(odd, svgOf);
    elementsOf(drawn.svg);
    expect(drawn.svg).toContain('f &#60; g &#38; &#34;h&#34;');
  });
});

/** Errors as they are in theory: truncation c·hᵏ and rounding ε/h. */
const theory = (order: number): StepSizesView['errors'][number]['forward'][] => Array.from({ length: 33 }, (_, i) => 0.3 * 10 ** (-order * i / 2) + 1e-16 / 10 ** (-i / 2));
const PLOT: StepSizesView = {
  kind: 'stepSizes', wrt: 'w', sizes: 'n=4, d=3',
  errors: theory(1).map((forward, i) => { const central = theory(2)[i]; return { step: 10 ** (-i / 2), ...(forward === undefined ? {} : { forward }), ...(central === undefined ? {} : { central }) }; }),
};

describe('the errors of differences', () => {
  const { svg } = figureOf(PLOT, svgOf);
  test('are two lines of points over both axes, with both slopes beside them', () => {
    elementsOf(svg);
    expect([count(svg, /<circle /g), count(svg, /<rect [^>]*width="4.4"/g)]).toEqual([34, 34]);
    // ∝ h, ∝ h², ∝ 1/h.
    expect(count(svg, /stroke-dasharray="2 4"/g)).toBe(3);
    expect(svg).toContain('>relative error</text>');
    expect(svg).toContain('>step h</text>');
  });
  test('lie where logarithms put them', () => {
    const at = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const).slice(0, 33);
    const xs = at.map(([x]) => x);
    const gaps = xs.slice(1).map((x, i) => x - (xs[i] ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.05);
    // Falling along the line of slope 1: as far down as left, in decades.
    const [first, , later] = [at[0], at[1], at[10]];
    const decade = (xs[0] ?? 0) - (xs[2] ?? 0);
    expect(((later?.[1] ?? 0) - (first?.[1] ?? 0))).toBeGreaterThan(3 * decade * 0.4);
  });
  test.each([
    ['as in theory',        (error: number) => error],
    ['scattered',           (error: number, i: number) => error * (i % 3 === 0 ? 8 : 0.2)],
    ['scattered widely',    (error: number, i: number) => error * (i % 2 === 0 ? 60 : 0.02)],
    ['larger than theory',  (error: number) => error * 1e4],
  ])('the slopes are written where no line runs: %s', (_, scatter) => {
    const errors = PLOT.errors.map(({ step, forward = 1, central = 1 }, i) => ({ step, forward: Math.min(1, scatter(forward, i)), central: Math.min(1, scatter(central, i + 1)) }));
    const drawn = figureOf({ ...PLOT, errors }, svgOf).svg;
    const labels = [...drawn.matchAll(/<svg class="ink-(?:first|second|line)"[^>]* x="([\d.]+)" y="([\d.]+)"[^>]* width="([\d.]+)[a-z]*" height="([\d.]+)/g)].map(([, x, y, width, height]) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) })).slice(-3);
    expect(labels.length).toBeGreaterThan(0);
    const paths = [...drawn.matchAll(/<path d="(M[^"]* L[^"]*)" class="stroke-(?:first|second)"/g)].map(([, d = '']) => d.split(/[ML]/).filter((point) => point.trim() !== '').map((point) => { const [x = 0, y = 0] = point.trim().split(' ').map(Number); return { x, y }; }));
    expect(paths).toHaveLength(2);
    const guides = [...drawn.matchAll(/<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"[^>]*dasharray="2 4"/g)].map(([, ...ends]) => ends.map(Number)).map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => [{ x: x1, y: y1 }, { x: x2, y: y2 }]);
    const slopes = labels.slice(-guides.length);
    for (const line of [...paths, ...guides]) for (const [i, to] of line.entries()) {
      const from = line[i - 1];
      if (from !== undefined) for (const label of slopes) expect(crosses([from, to], label)).toBe(false);
    }
  });
  test('in words: where each is best', () => {
    expect(svg).toContain('forward differences are best at h = 3e-8, with a relative error of');
    expect(svg).toContain('central differences are best at h =');
    expect(svg).toContain('with respect to w at n=4, d=3');
  });
  test('without a branch there is no guide for it', () => {
    const flat: StepSizesView = { ...PLOT, errors: PLOT.errors.map(({ step }) => ({ step, forward: 0.5, central: 0.5 })) };
    expect(count(figureOf(flat, svgOf).svg, /stroke-dasharray="2 4"/g)).toBe(0);
  });
  test.each([
    ['no error at all',    PLOT.errors.map(({ step }) => ({ step, forward: 0, central: 0 }))],
    ['no value anywhere',  PLOT.errors.map(({ step }) => ({ step }))],
    ['a huge error',       PLOT.errors.map(({ step }) => ({ step, forward: 1e40, central: 1e40 }))],
  ])('%s', (_, errors) => {
    const { svg: odd } = figureOf({ ...PLOT, errors }, svgOf);
    elementsOf(odd);
    expect(odd).not.toMatch(/NaN|Infinity/);
  });
});
