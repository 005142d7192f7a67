/** The error of difference quotients against their step, both on logarithmic axes: the V that everybody knows who has checked a gradient. */
import type { StepSizesView } from '../../../protocol/figures';
import type { Drawn } from '../../../protocol/preview';
import { type Draw, type Role, at, drawn, figure, filled, formulas, tag, words } from './figure';
import { firstFree, type Box, type Point, type Segment } from './free';

const WIDTH = 560;
const HEIGHT = 340;
const MARGIN = { left: 62, right: 16, top: 16, bottom: 50 } as const;
const TICK_SIZE = 13;
const WORD_SIZE = 12;
/** Decades from one labelled tick to the next. */
const EVERY = 2;
/** Errors below the rounding of a single number are drawn at the bottom edge. */
const LEAST = 1e-17;

type Which = 'forward' | 'central';
const SERIES: Readonly<Record<Which, { readonly role: Role; readonly label: string; readonly slope: number; readonly slopeLabel: string }>> = {
  forward: { role: 'first',  label: 'forward difference', slope: 1, slopeLabel: 'h' },
  central: { role: 'second', label: 'central difference', slope: 2, slopeLabel: 'h^2' },
};
const WHICH = ['forward', 'central'] as const;

interface Sample { readonly x: number; readonly y: number }

/** Logarithms of what was measured; an error of nothing at all is the least there is. */
const samplesOf = ({ errors }: StepSizesView, which: Which): readonly Sample[] =>
  errors.flatMap((each) => { const error = each[which]; return error === undefined || !Number.isFinite(error) ? [] : [{ x: Math.log10(each.step), y: Math.log10(Math.max(error, LEAST)) }]; });

export function errorPlot(view: StepSizesView, draw: Draw): Drawn {
  const formula = formulas(draw, TICK_SIZE, 'plot');
  const series = WHICH.map((which) => ({ ...SERIES[which], which, samples: samplesOf(view, which) }));
  const all = series.flatMap(({ samples }) => samples);
  const [left, right] = [Math.min(...view.errors.map(({ step }) => Math.log10(step))), Math.max(...view.errors.map(({ step }) => Math.log10(step)))];
  const floor = Math.floor(Math.min(0, ...all.map(({ y }) => y)) / EVERY) * EVERY;
  const ceiling = Math.max(0, Math.ceil(Math.max(0, ...all.map(({ y }) => y)) / EVERY) * EVERY);
  const x = (value: number): number => MARGIN.left + (value - left) / (right - left || 1) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number): number => MARGIN.top + (ceiling - value) / (ceiling - floor || 1) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const [bottom, top] = [y(floor), y(ceiling)];

  const parts: string[] = [];
  const ticks = (from: number, to: number): readonly number[] => Array.from({ length: Math.floor((to - from) / EVERY) + 1 }, (_, i) => from + i * EVERY);
  for (const decade of ticks(Math.ceil(left), Math.floor(right))) {
    parts.push(tag('line', { x1: x(decade), x2: x(decade), y1: top, y2: bottom, ...drawn('grid') }));
    const label = formula(power(decade), 'line');
    parts.push(label.place(x(decade) - label.width / 2, bottom + 4));
  }
  for (const decade of ticks(floor, ceiling)) {
    parts.push(tag('line', { x1: x(left), x2: x(right), y1: y(decade), y2: y(decade), ...drawn('grid') }));
    const label = formula(power(decade), 'line');
    parts.push(label.place(x(left) - label.width - 5, y(decade) - label.height / 2));
  }
  parts.push(tag('path', { d: `M${at(x(left))} ${at(top)} V${at(bottom)} H${at(x(right))}`, ...drawn('line') }));
  parts.push(words('step h', (x(left) + x(right)) / 2, HEIGHT - 10, 'line', WORD_SIZE, { 'text-anchor': 'middle' }));
  parts.push(words('relative error', 14, (top + bottom) / 2, 'line', WORD_SIZE, { 'text-anchor': 'middle', transform: `rotate(-90 14 ${at((top + bottom) / 2)})` }));

  const guides: readonly Guide[] = [
    ...series.flatMap(({ samples, slope, slopeLabel, role }) => { const anchor = onFall(samples, slope); return anchor === undefined ? [] : [{ anchor, slope, label: slopeLabel, role }]; }),
    ...[onRise(series[0]?.samples ?? [])].flatMap((anchor) => (anchor === undefined ? [] : [{ anchor, slope: -1, label: '1/h', role: 'line' as const }])),
  ];
  const lines = guides.map(lineOf);
  // Guides first, so that the measured points lie on them.
  for (const [i, [from, to]] of lines.entries()) parts.push(tag('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...drawn(guides[i]?.role ?? 'line'), 'stroke-dasharray': '2 4' }));
  for (const { samples, role, which } of series) parts.push(measured(samples, which, role));
  for (const [i, { label, role, which }] of series.entries()) {
    // The lower left corner is free: where steps are small, errors are large.
    const row = bottom - 30 + i * 18;
    parts.push(marker(which, x(left) + 14, row - 4, role), words(label, x(left) + 24, row, role, WORD_SIZE));
  }
  const frame: Box = { x: x(left) + 2, y: top, width: x(right) - x(left) - 2, height: bottom - top };
  const taken: Box[] = [{ x: x(left), y: bottom - 44, width: 160, height: 44 }];
  const drawnLines = [...lines, ...series.flatMap(({ samples }) => samples.slice(1).map((sample, i): Segment => [pixel(samples[i] ?? sample), pixel(sample)]))];
  for (const [i, { anchor, slope, label, role }] of guides.entries()) {
    const text = formula({ latex: `\\propto ${label}`, text: `∝ ${label}` }, role);
    const place = firstFree(beside(slope, lines[i] ?? [pixel(anchor), pixel(anchor)], text), frame, drawnLines, taken);
    if (place === undefined) continue;
    taken.push(place);
    parts.push(text.place(place.x, place.y));
  }
  return figure(WIDTH, HEIGHT, summary(view), parts.join(''));

  function pixel(sample: Sample): Point { return { x: x(sample.x), y: y(sample.y) }; }
  /** As far as it stays within the axes, at most four decades to either side. */
  function lineOf({ anchor, slope }: Guide): Segment {
    const inside = (value: number): number => Math.min(right, Math.max(left, value));
    const within = (value: number): number => Math.min(ceiling, Math.max(floor, value));
    const end = (reach: number): Point => { const far = within(anchor.y + slope * (inside(anchor.x + reach) - anchor.x)); return pixel({ x: anchor.x + (far - anchor.y) / slope, y: far }); };
    return [end(-4), end(4)];
  }
  function measured(samples: readonly Sample[], which: Which, role: Role): string {
    const line = samples.map((sample, i) => `${i === 0 ? 'M' : 'L'}${at(x(sample.x))} ${at(y(sample.y))}`).join(' ');
    return (line === '' ? '' : tag('path', { d: line, ...drawn(role, 1.5) })) + samples.map((sample) => marker(which, x(sample.x), y(sample.y), role)).join('');
  }
}

/** A line with the slope of a rule, through a point of a branch. */
interface Guide { readonly anchor: Sample; readonly slope: number; readonly label: string; readonly role: Role }

/** How many places on either side of a line are tried, and how far from it: rounding scatters the points around theirs. */
const PLACES = 12;
const AWAY = [0, 14, 28, 48, 72, 100] as const;

/** Places of a label beside its line: from the middle outwards, first on the side where the flatter of two falling lines has none. */
function beside(slope: number, [from, to]: Segment, { width, height }: { readonly width: number; readonly height: number }): readonly Box[] {
  const places = Array.from({ length: PLACES }, (_, i) => 0.5 + (i % 2 === 0 ? i : -i - 1) / (2 * PLACES));
  return AWAY.flatMap((away) => places.flatMap((along) => {
    const [cx, cy] = [from.x + along * (to.x - from.x), from.y + along * (to.y - from.y)];
    // Above a rising line is to its left, above a falling one to its right.
    const above = { x: slope > 0 ? cx - width - 6 : cx + 6, y: cy - height - 2 - away, width, height };
    const below = { x: slope > 0 ? cx + 6 : cx - width - 6, y: cy + 2 + away, width, height };
    return slope === 1 ? [above, below] : [below, above];
  }));
}

const power = (decade: number): { readonly latex: string; readonly text: string } => ({ latex: decade === 0 ? '1' : `10^{${decade}}`, text: `1e${decade}` });

/** A dot for one series and a square for the other: they are told apart without colour too. */
const marker = (which: Which, x: number, y: number, role: Role): string => (which === 'forward'
  ? tag('circle', { cx: x, cy: y, r: 2.4, ...filled(role) })
  : tag('rect', { x: x - 2.2, y: y - 2.2, width: 4.4, height: 4.4, ...filled(role) }));

/** How far a slope between neighbours may be from the expected one. */
const TOLERANCE = 0.35;

/** A point on the branch where truncation rules: in the middle of the longest run with the expected slope. */
const onFall = (samples: readonly Sample[], slope: number): Sample | undefined => middleOfRun(samples, (one, next) => Math.abs((one.y - next.y) / (one.x - next.x) - slope) < TOLERANCE);

/** A point on the branch where rounding rules: the error there scatters, so the middle of what lies left of its least. */
function onRise(samples: readonly Sample[]): Sample | undefined {
  const least = samples.reduce<Sample | undefined>((low, each) => (low === undefined || each.y < low.y ? each : low), undefined);
  const rising = samples.filter(({ x, y }) => least !== undefined && x < least.x && y < -0.5);
  const [x, y] = [mean(rising.map((each) => each.x)), mean(rising.map((each) => each.y))];
  return rising.length < 4 ? undefined : { x, y };
}
const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

function middleOfRun(samples: readonly Sample[], holds: (one: Sample, next: Sample) => boolean): Sample | undefined {
  let best: readonly Sample[] = [];
  let run: Sample[] = [];
  for (const [i, sample] of samples.entries()) {
    const before = samples[i - 1];
    if (before !== undefined && holds(before, sample)) run.push(sample); else run = [sample];
    if (run.length > best.length) best = [...run];
  }
  return best.length < 4 ? undefined : best[Math.floor(best.length / 2)];
}

const lowest = ({ errors }: StepSizesView, which: Which): { readonly step: number; readonly error: number } | undefined => {
  let best: { readonly step: number; readonly error: number } | undefined;
  for (const each of errors) { const error = each[which]; if (error !== undefined && (best === undefined || error < best.error)) best = { step: each.step, error }; }
  return best;
};
const round = (value: number): string => value.toExponential(0);

/** The two branches in words. */
export function summary(view: StepSizesView): string {
  const said = WHICH.flatMap((which) => { const best = lowest(view, which); return best === undefined ? [] : [`${SERIES[which].label}s are best at h = ${round(best.step)}, with a relative error of ${round(best.error)}`]; });
  return `Relative error of difference quotients against the step h, with respect to ${view.wrt}${view.sizes === '' ? '' : ` at ${view.sizes}`}: ${said.join('; ')}. Larger steps truncate, smaller ones round.`;
}
