/** What the panel shows as pictures for paper: to be saved, to be copied. */
import type { DerivationView } from '../../protocol/derivation';
import type { Drawn, PictureView, PictureWish } from '../../protocol/preview';
import type { Refused } from '../../protocol/requests';
import type { Subject } from '../../protocol/subject';
import { type Ask, reasonOf } from './ask';
import { drawnFigure, loadDrawing } from './drawing';

export interface Pictured {
  readonly ask: Ask;
  readonly subject: Subject;
  readonly view: DerivationView;
}

/** Pixels per em of a picture, and how many pixels of a PNG stand for one of them. */
const SIZE = 32;
const DENSITY = 3;

/** Why there is no picture, in words for the reader. */
export class NotPictured extends Error {}

/** The drawing that is wished for, at its natural size. */
export function drawingOf(pictured: Pictured, { of, wrt }: PictureWish): Promise<Drawn> {
  return of === 'result' ? resultDrawing(pictured.view) : figureDrawing(pictured, of, wrt);
}

async function resultDrawing(view: DerivationView): Promise<Drawn> {
  const { svgOf } = await loadDrawing();
  const [first, ...others] = view.results.map(({ formula }) => formula.latex);
  if (first === undefined) throw new NotPictured('There is no result to draw.');
  const picture = svgOf(others.length === 0 ? first : `\\begin{array}{l} ${[first, ...others].join(' \\\\[0.6em] ')} \\end{array}`, { colour: '#000', size: SIZE, display: true });
  if (!picture.ok) throw new NotPictured(`The formula cannot be drawn: ${picture.failure}.`);
  return picture;
}

async function figureDrawing({ ask, subject, view }: Pictured, figure: 'graph' | 'stepSizes', wrt: string | undefined): Promise<Drawn> {
  const answer = await ask('mcalc/figure', { subject, figure, form: view.form, ...(wrt === undefined ? {} : { wrt }) });
  if (answer.kind === 'refused') throw new NotPictured(answer.message);
  const drawn = await drawnFigure(answer);
  if (drawn === undefined) throw new NotPictured('There is no picture of this.');
  // Words in a figure cover its lines with the colour of paper, so it comes with paper.
  return onPaper(drawn);
}

const onPaper = (drawn: Drawn): Drawn => ({ ...drawn, svg: drawn.svg.replace(/^<svg[^>]*viewBox="([^ "]+) ([^ "]+) ([^ "]+) ([^ "]+)"[^>]*>/, '$&<rect x="$1" y="$2" width="$3" height="$4" fill="#fff"/>') });

/** What a PNG is made from: more pixels than a screen shows of it. */
export const dense = ({ svg, width, height }: Drawn): Drawn => ({ svg, width: DENSITY * width, height: DENSITY * height });

/** For the clipboard. Always an answer: a page that waits for one copies nothing else. */
export async function pictureOf(pictured: Pictured | undefined, wish: PictureWish): Promise<PictureView | Refused> {
  if (pictured === undefined) return { kind: 'refused', message: 'There is nothing to copy.' };
  try {
    const drawing = await drawingOf(pictured, wish);
    // Whoever pastes pixels may do so on any ground, and some clipboards turn what is transparent black.
    const { svg, width, height } = wish.format === 'svg' ? drawing : dense(wish.of === 'result' ? onPaper(drawing) : drawing);
    return { kind: 'picture', svg, width, height };
  } catch (error) {
    return { kind: 'refused', message: error instanceof NotPictured ? error.message : reasonOf(error) };
  }
}
