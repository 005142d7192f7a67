/** The computation graph as a picture: values run down solid arrows with their shapes, cotangents run back up dashed ones. */
import type { GraphEdgeView, GraphView } from '../../../protocol/figures';
import type { Drawn } from '../../../protocol/preview';
import { type Draw, type Label, type Role, at, drawn, figure, filled, formulas, tag } from './figure';
import { type Point, layered } from './layers';

const SIZE = 17;
const LABEL_SIZE = 15;
const PADDING = { x: 10, y: 5 } as const;
/** Room around a label, so that its line does not touch it. */
const GAP = 3;
const ARROW = { length: 8, half: 3.5 } as const;

interface Arrow { readonly edge: GraphEdgeView; readonly isBack: boolean; readonly label: Label }

export function graphFigure({ nodes, edges }: GraphView, draw: Draw): Drawn {
  const [large, small] = [formulas(draw, SIZE, 'node', true), formulas(draw, LABEL_SIZE, 'edge')];
  const labels = nodes.map(({ formula }) => large(formula, 'ink'));
  // The way there and the way back stand side by side: two edges in one direction for the layout.
  const arrows = edges.flatMap((edge): readonly Arrow[] => [
    { edge, isBack: false, label: small(edge.shape, 'line') },
    ...(edge.cotangent === undefined ? [] : [{ edge, isBack: true, label: small(edge.cotangent, 'back') }]),
  ]);
  const placed = layered({
    nodes: labels.map(({ width, height }) => ({ width: width + 2 * PADDING.x, height: height + 2 * PADDING.y })),
    edges: arrows.map(({ edge: { from, to }, label }) => ({ from, to, label: { width: label.width + 2 * GAP, height: label.height + 2 * GAP } })),
  });
  const lines = arrows.map(({ isBack }, i) => arrow(placed.edges[i]?.points ?? [], isBack));
  const tags = arrows.map(({ isBack, label }, i) => labelAt(label, placed.edges[i]?.label, isBack));
  const boxes = nodes.map(({ kind }, i) => node(kind, labels[i], placed.nodes[i]));
  return figure(placed.width, placed.height, summary({ kind: 'graph', nodes, edges }), [...lines, ...tags, ...boxes].join(''));
}

/** What the picture is of, in a sentence; what is in it is told by the list beside it. */
function summary({ nodes, edges }: GraphView): string {
  const count = (kind: GraphView['nodes'][number]['kind']): number => nodes.filter((each) => each.kind === kind).length;
  const result = nodes.find(({ kind }) => kind === 'result')?.name.text ?? '';
  return `Computation graph of ${result}: ${count('variable')} variables, ${count('operation') + count('result')} operations, ${edges.length} edges.`;
}

function node(kind: GraphView['nodes'][number]['kind'], label: Label | undefined, centre: Point | undefined): string {
  if (label === undefined || centre === undefined) return '';
  const [width, height] = [label.width + 2 * PADDING.x, label.height + 2 * PADDING.y];
  const [x, y] = [centre.x - width / 2, centre.y - height / 2];
  const frame = { x, y, width, height, rx: kind === 'variable' ? height / 2 : 4 };
  const line = drawn(kind === 'result' ? 'ink' : 'line', kind === 'result' ? 1.5 : 1);
  const inside: Role = kind === 'variable' ? 'tint' : 'ground';
  return tag('rect', { ...frame, ...filled(inside) }) + tag('rect', { ...frame, ...line }) + label.place(centre.x - label.width / 2, centre.y - label.height / 2);
}

function labelAt(label: Label, centre: Point | undefined, isBack: boolean): string {
  if (centre === undefined) return '';
  const [x, y] = [centre.x - label.width / 2, centre.y - label.height / 2];
  return tag('rect', { x: x - GAP, y, width: label.width + 2 * GAP, height: label.height, ...filled('ground') }) + tag('g', { class: isBack ? 'cotangent' : 'shape' }, label.place(x, y));
}

/** A smooth line through the corners, and its head: at its end, or on the way back at its start. */
function arrow(corners: readonly Point[], isBack: boolean): string {
  const points = isBack ? corners.toReversed() : corners;
  const end = points.at(-1);
  if (end === undefined || points.length < 2) return '';
  const role: Role = isBack ? 'back' : 'line';
  // Lines leave and reach their nodes upright.
  const down = isBack ? -1 : 1;
  const neck = end.y - down * ARROW.length;
  return tag('path', { d: upright([...points.slice(0, -1), { x: end.x, y: neck }]), ...drawn(role, 1.2), 'stroke-dasharray': isBack ? '5 3' : undefined })
    + tag('path', { d: `M${at(end.x)} ${at(end.y)} L${at(end.x - ARROW.half)} ${at(neck)} H${at(end.x + ARROW.half)} Z`, ...filled(role) });
}

/** Through all points, upright at each. */
function upright(points: readonly Point[]): string {
  let path = '';
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    const middle = before === undefined ? 0 : (before.y + point.y) / 2;
    path += before === undefined ? `M${at(point.x)} ${at(point.y)}` : ` C${at(before.x)} ${at(middle)} ${at(point.x)} ${at(middle)} ${at(point.x)} ${at(point.y)}`;
  }
  return path;
}
