/** mcalc/figure: what the preview shows of a function besides its derivation. */
import type { FigureView } from '../../../protocol/figures';
import type { FigureParams, Refused } from '../../../protocol/requests';
import type { Cancelled } from '../service/analysis';
import { find } from './subject';
import type { Workspace } from './workspace';

export async function figure({ subject, figure: wanted, form, wrt }: FigureParams, workspace: Workspace, cancelled: Cancelled): Promise<FigureView | Refused> {
  const found = await find(subject, workspace);
  if (!found.ok) return { kind: 'refused', message: found.message };
  const answers = form === undefined ? found.answers : found.analysis.inForm(found.answers, form) ?? found.answers;
  await found.analysis.ready(answers.answers, cancelled);
  return found.analysis.figure(answers, wanted, wrt);
}
