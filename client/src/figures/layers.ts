/** Places the nodes of a directed graph in layers, and the edges between them: what we ask of the layout library, and no more. */
import { type EdgeLabel, Graph, type GraphLabel, type NodeLabel, layout } from '@dagrejs/dagre';

export interface Size { readonly width: number; readonly height: number }
export interface Point { readonly x: number; readonly y: number }

export interface Wanted {
  readonly nodes: readonly Size[];
  /** `from` and `to` are places in `nodes`; `label` is the room that is to be kept free on the edge. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly label: Size | undefined }[];
}
export interface Placed extends Size {
  /** The centre of each node. */
  readonly nodes: readonly Point[];
  /** The corners of each edge's line, and the centre of its label. */
  readonly edges: readonly { readonly points: readonly Point[]; readonly label: Point | undefined }[];
}

const GAPS = { nodesep: 22, edgesep: 16, ranksep: 24, marginx: 6, marginy: 6 } as const;

const centre = ({ x = 0, y = 0 }: { readonly x?: number; readonly y?: number }): Point => ({ x, y });

/** How far from the corner of a node a line may leave it. */
const CORNER = 8;

/** From top to bottom. Lines leave a node at its lower side and reach the next at its upper one. */
export function layered({ nodes, edges }: Wanted): Placed {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...GAPS });
  for (const [place, { width, height }] of nodes.entries()) graph.setNode(String(place), { width, height });
  for (const [name, { from, to, label }] of edges.entries()) graph.setEdge(String(from), String(to), label === undefined ? {} : { width: label.width, height: label.height, labelpos: 'c' }, String(name));
  layout(graph);
  const box = (place: number): Point & Size => ({ width: 0, height: 0, ...nodes[place], ...centre(graph.node(String(place))) });
  const { width = 0, height = 0 } = graph.graph();
  return {
    width, height,
    nodes: nodes.map((_, place) => centre(graph.node(String(place)))),
    edges: edges.map(({ from, to, label }, name) => {
      const edge = graph.edge(String(from), String(to), String(name));
      const inner = (edge.points ?? []).slice(1, -1).map(centre);
      const [above, below] = [box(from), box(to)];
      return { points: [port(above, inner[0] ?? below, 1), ...inner, port(below, inner.at(-1) ?? above, -1)], label: label === undefined ? undefined : centre(edge) };
    }),
  };
}

/** Where the line between a node and a point meets the lower (1) or upper (-1) side of the node, halfway to the point. */
function port({ x, y, width, height }: Point & Size, towards: Point, side: 1 | -1): Point {
  const most = Math.max(0, width / 2 - CORNER);
  return { x: x + Math.max(-most, Math.min(most, (towards.x - x) / 2)), y: y + side * height / 2 };
}
