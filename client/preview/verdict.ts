import { VERDICT_SIGNS, type Verdict, scientific, verdictWords } from '../../protocol/verdict';
import { element } from './element';
import { type Part, setAttribute, setText } from './part';

/** The sign alone, its words on hover and for screen readers: beside a line of a derivation. Nothing for a line that was not judged. */
export function verdictSign(): Part<Verdict | undefined> {
  const made = element('span', { class: 'verdict', role: 'img' });
  return {
    element: made,
    show: (verdict) => {
      made.hidden = verdict === undefined;
      if (verdict === undefined) return;
      made.className = `verdict ${verdict.verdict}`;
      setText(made, VERDICT_SIGNS[verdict.verdict]);
      setAttribute(made, 'aria-label', verdictWords(verdict));
      setAttribute(made, 'title', capital(verdictWords(verdict)));
    },
  };
}

/** Sign and words: below a result. */
export function verdictLine(): Part<Verdict> {
  const made = element('span', { class: 'verdict' });
  return {
    element: made,
    show: (verdict) => {
      made.className = `verdict ${verdict.verdict}`;
      setText(made, `${VERDICT_SIGNS[verdict.verdict]} ${verdictWords(verdict)}`);
      setAttribute(made, 'title', exact(verdict));
    },
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const exact = (verdict: Verdict): string | undefined => (verdict.verdict === 'unchecked' ? undefined
  : `Largest relative error ${scientific(verdict.maxRelativeError)} against an independent numerical derivative at ${verdict.points} random points`);
