/** A derivation as a page that needs nothing but itself: formulas are pictures with their text, for mail, wikis and printers. */
import type { DerivationView, ResultView, StepView } from '../../protocol/derivation';
import type { Formula } from '../../protocol/formula';
import { VERDICT_SIGNS, verdictWords } from '../../protocol/verdict';
import type { Draw } from './pictures';

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Pixels per em, in the size of print. */
const SIZE = 19;
const RESULT_SIZE = 26;

const STYLE = `body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1f1f1f; font: 15px/1.5 system-ui, sans-serif }
h1 { font: 600 1.1rem monospace } h2 { margin-top: 2rem; color: #6b6b6b; font-size: 0.8rem; letter-spacing: 0.06em; text-transform: uppercase }
li, .line { display: flex; align-items: center; justify-content: space-between; gap: 2rem; margin: 0.5rem 0 } ol { padding: 0; list-style: none }
.facts, .rule { color: #6b6b6b } .rule { text-align: right } .pass { color: #2e7d32 } .fail { color: #c62828 }`;

/** The HTML of `view`. Nothing in it is loaded from anywhere. */
export function derivationHtml(view: DerivationView, draw: Draw): string {
  const picture = (formula: Formula, size = SIZE): string => {
    const drawn = draw(formula.latex, { colour: '#1f1f1f', size, display: true });
    return drawn.ok ? `<img alt="${escape(formula.text)}" width="${drawn.width}" height="${drawn.height}" style="vertical-align: ${drawn.baseline - drawn.height}px" src="data:image/svg+xml;base64,${btoa(drawn.svg)}">` : `<code>${escape(formula.text)}</code>`;
  };
  const step = ({ formula, rule, verdict }: StepView): string =>
    `<li>${picture(formula)}<span class="rule">${escape(rule)}${verdict === undefined ? '' : ` <span class="${verdict.verdict}" title="${escape(verdictWords(verdict))}">${VERDICT_SIGNS[verdict.verdict]}</span>`}</span></li>`;
  const result = ({ formula, shape, verdict, conditions, notes }: ResultView): string => `<p>${picture(formula, RESULT_SIZE)}</p>
<p class="facts">in ${escape(shape.text)} · <span class="${verdict.verdict}">${VERDICT_SIGNS[verdict.verdict]} ${escape(verdictWords(verdict))}</span>${conditions.map(({ text }) => ` · where ${escape(text)}`).join('')}</p>
${notes.map((note) => `<p class="facts">${escape(note)}</p>`).join('\n')}`;
  const several = view.results.length > 1;
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(view.title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escape(view.title)}</h1>
${view.results.map(result).join('\n')}
${view.definitions.length + view.given.length === 0 ? '' : `<h2>With</h2>\n${view.definitions.map((formula) => `<div class="line">${picture(formula)}</div>`).join('\n')}\n<p>${view.given.map((formula) => picture(formula)).join(' &emsp; ')}</p>`}
<p class="facts">${escape(view.layout)}</p>
${view.results.filter(({ steps }) => steps.length > 0).map(({ wrt, steps }) => `<h2>Derivation${several ? ` for ${escape(wrt)}` : ''}</h2>\n<ol>\n${steps.map(step).join('\n')}\n</ol>`).join('\n')}
</body>
</html>
`;
}
