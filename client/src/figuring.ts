/** Figures of the panel: asked for and drawn, each kind at most once at a time. */
import * as vscode from 'vscode';
import type { Figure, FigureView } from '../../protocol/figures';
import type { Drawn } from '../../protocol/preview';
import type { FigureParams, Refused } from '../../protocol/requests';
import type { Ask } from './ask';
import { drawnFigure } from './drawing';

export interface Figured { readonly answer: FigureView | Refused; readonly drawn?: Drawn }

/** Answers nothing to a question that a newer one of its kind has overtaken: whoever types is shown the last picture, not all of them. */
export function figuring(ask: Ask): (params: FigureParams) => Promise<Figured | undefined> {
  const underway = new Map<Figure, vscode.CancellationTokenSource>();
  return async (params) => {
    underway.get(params.figure)?.cancel();
    const request = new vscode.CancellationTokenSource();
    underway.set(params.figure, request);
    try {
      const answer = await ask('mcalc/figure', params, request.token);
      if (request.token.isCancellationRequested) return undefined;
      const drawn = answer.kind === 'refused' ? undefined : await drawnFigure(answer);
      return { answer, ...(drawn === undefined ? {} : { drawn }) };
    } catch (error) {
      if (request.token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      if (underway.get(params.figure) === request) underway.delete(params.figure);
      request.dispose();
    }
  };
}
