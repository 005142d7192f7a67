import { VERDICT_SIGNS, type Verdict, scientific, verdictWords } from '../../protocol/verdict';
import { element } from './element';

/** The sign alone, its words on hover and for screen readers: beside a line of a derivation. */
export const verdictSign = (verdict: Verdict): HTMLElement =>
  element('span', { class: `verdict ${verdict.verdict}`, role: 'img', 'aria-label': verdictWords(verdict), title: capital(verdictWords(verdict)) }, VERDICT_SIGNS[verdict.verdict]);

/** Sign and words: below a result. */
export const verdictLine = (verdict: Verdict): HTMLElement =>
  element('span', { class: `verdict ${verdict.verdict}`, title: exact(verdict) }, `${VERDICT_SIGNS[verdict.verdict]} ${verdictWords(verdict)}`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const exact = (verdict: Verdict): string | undefined => (verdict.verdict === 'unchecked' ? undefined
  : `Largest relative error ${scientific(verdict.maxRelativeError)} against an independent numerical derivative at ${verdict.points} random points`);
