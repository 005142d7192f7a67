/** What the preview shows of a function besides its derivation, each asked for when it is looked at. */
import type { Formula } from './formula';

export const FIGURES = ['cost', 'graph', 'stepSizes'] as const;
export type Figure = (typeof FIGURES)[number];
export type FigureView = CostView | GraphView | StepSizesView;

/** The computation graph: values run along the edges, cotangents back. */
export interface GraphView {
  readonly kind: 'graph';
  /** Operands before the operations that use them. */
  readonly nodes: readonly GraphNodeView[];
  readonly edges: readonly GraphEdgeView[];
}
export interface GraphNodeView {
  readonly kind: 'variable' | 'operation' | 'result';
  readonly name: Formula;
  /** `r = v_1 - y`, in the names of the operands; of a variable its name alone. */
  readonly formula: Formula;
  readonly shape: Formula;
}
export interface GraphEdgeView {
  /** Places in `nodes`. */
  readonly from: number;
  readonly to: number;
  /** Of what runs along the edge: `ℝⁿ`. */
  readonly shape: Formula;
  /** The share of operation `to` in the derivative of the result by value `from`; absent where the value does not depend on the variables of the query. */
  readonly cotangent?: Formula;
}

/** The error of difference quotients against their step, at one random point along one random direction. */
export interface StepSizesView {
  readonly kind: 'stepSizes';
  readonly wrt: string;
  /** The sizes at which it was tried: `n=4, d=3`; empty where there are none to choose. */
  readonly sizes: string;
  /** Relative to the derived differential, from large steps to small; absent where the function has no value that far away. */
  readonly errors: readonly { readonly step: number; readonly forward?: number; readonly central?: number }[];
}

/** What it costs to evaluate the function and its derivative, by the schedule that the code is written from. */
export interface CostView {
  readonly kind: 'cost';
  readonly rows: readonly {
    /** "function", "gradient", "both together". */
    readonly what: string;
    /** Floating point operations, and numbers held in memory besides the arguments: the terms that count when dimensions are large. */
    readonly work: Formula;
    readonly memory: Formula;
  }[];
}
