/** Views → figures: the entry to this room, which is loaded when the first figure is looked at. */
import type { GraphView, StepSizesView } from '../../../protocol/figures';
import type { Drawn } from '../../../protocol/preview';
import { errorPlot } from './errorPlot';
import type { Draw } from './figure';
import { graphFigure } from './graph';

export function figureOf(view: GraphView | StepSizesView, draw: Draw): Drawn {
  switch (view.kind) {
    case 'graph': return graphFigure(view, draw);
    case 'stepSizes': return errorPlot(view, draw);
  }
}
