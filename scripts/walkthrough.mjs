/**
 * The pictures of the walkthrough, media/walkthrough/*.svg: what the extension answers to its own sample, in the colours of whatever
 * theme they are looked at in (VS Code puts its variables into them). `node scripts/walkthrough.mjs`, after a build.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, fail, say } from './steps.mjs';

/** @typedef {{ latex: string, check: { verdict: string }, rule: string }} Step */
/** @typedef {{ query: string, latex: string, check: { verdict: string }, steps: Step[], code: { source: string } }} Result */
/** @typedef {{ svg: string, width: number, height: number, baseline: number }} Picture */

const WIDTH = 560;
const LINE = 21;
const TEXT = 13;
const MARGIN = 18;

/** A colour of the theme, and what stands for it in a theme that has it not. @param {string} name @param {string} otherwise */
const theme = (name, otherwise) => `var(--vscode-${name}, ${otherwise})`;
const BORDER = theme('contrastBorder', '#8886');
const INK = theme('editor-foreground', '#808080');

/** Attributes, not styles: the page that shows the pictures allows no styles in them. */
const COLOURS = {
  plain: INK, words: INK, formula: INK, faint: theme('descriptionForeground', '#808080'),
  keyword: theme('charts-purple', '#b180d7'), type: theme('charts-green', '#89d185'), matrix: theme('charts-green', '#89d185'),
  scalar: theme('charts-blue', '#3794ff'), function: theme('charts-blue', '#3794ff'), dimension: theme('charts-yellow', '#cca700'),
  link: theme('textLink-foreground', '#4daafc'), pass: theme('testing-iconPassed', '#73c991'), fail: theme('errorForeground', '#f48771'),
};
/** @typedef {keyof typeof COLOURS} Kind */

const MONOSPACED = `font-family="${theme('editor-font-family', 'monospace')}" font-size="${TEXT}" xml:space="preserve"`;
const SERIFLESS = `font-family="${theme('font-family', 'sans-serif')}" font-size="${TEXT}"`;

/** How the words of the sample are coloured. @type {Record<string, Kind>} */
const KINDS = {
  X: 'matrix', λ: 'scalar', f: 'scalar', n: 'dimension', d: 'dimension', norm2: 'function', matrix: 'type', vector: 'type', scalar: 'type',
  gradient: 'keyword', check: 'keyword', wrt: 'keyword', 'mcalc:': 'scalar', def: 'keyword', return: 'keyword',
};

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {number} x @param {number} y @param {string} content @param {Kind} [kind] */
const words = (x, y, content, kind = 'words') => `<text x="${x}" y="${y}" ${SERIFLESS} fill="${COLOURS[kind]}">${escaped(content)}</text>`;

/** A line of code, its words coloured. @param {number} x @param {number} y @param {string} line */
function code(x, y, line) {
  const spans = [...line.matchAll(/^\s*#|"""[^"]*|mcalc:|[\p{L}_]\w*|[^\p{L}_]/gu)].map(([part]) => {
    const kind = /^\s*#$|^"""/.test(part) ? 'faint' : Object.hasOwn(KINDS, part) ? KINDS[part] : undefined;
    return kind === undefined ? escaped(part) : `<tspan fill="${COLOURS[kind]}">${escaped(part)}</tspan>`;
  });
  return `<text x="${x}" y="${y}" ${MONOSPACED} fill="${INK}">${spans.join('')}</text>`;
}

/** @param {readonly string[]} lines @param {number} from the line of text they start on */
const codes = (lines, from) => lines.map((line, i) => code(MARGIN, MARGIN + LINE * (from + i + 0.7), line)).join('\n');

let formulas = 0;
/** A formula as outlines, its left end on a baseline. The names of its letters are its own: several stand in one picture. @param {Picture} picture @param {number} x @param {number} baseline */
function placed({ svg, baseline: above }, x, baseline) {
  const own = `f${formulas++}-`;
  return svg.replace('<svg ', `<svg x="${x}" y="${baseline - above}" `).replace(/(id="|href="#)/g, `$1${own}`);
}

/** @param {number} height @param {string} content @param {string} title */
const page = (height, content, title) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">
<rect fill="${theme('editor-background', '#1f1f1f')}" stroke="${BORDER}" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
${content}
</svg>
`;

/** What the command line says about a text. @param {string} sample @returns {Promise<{ results: Result[], diagnostics: { message: string }[] }>} */
async function answered(sample) {
  const folder = await mkdtemp(join(tmpdir(), 'mcalc-walkthrough-'));
  const file = join(folder, 'sample.py');
  await writeFile(file, sample);
  // A claim that does not hold is an answer too, with a status of its own.
  const stdout = await promisify(execFile)(process.execPath, [join(ROOT, 'dist/cli.js'), 'derive', file, '--format', 'json', '--target', 'numpy']).then((done) => done.stdout, (failed) => failed.stdout);
  await rm(folder, { recursive: true });
  const [document] = JSON.parse(stdout);
  return document;
}

try {
  const [, source = ''] = /export const SAMPLE = `([^`]*)`/.exec(await readFile(join(ROOT, 'client/src/sample.ts'), 'utf8')) ?? [];
  const block = source.split('\n').filter((line) => /^# mcalc:|^# {3}/.test(line));
  const query = block.findIndex((line) => line.includes('gradient f') && !line.includes('check'));
  const claim = block.findIndex((line) => line.includes('check'));
  const { results: [result] } = await answered(source);
  if (result?.check.verdict !== 'pass') throw new Error('the gradient of the sample does not pass its check');
  /** @type {{ svgOf: (latex: string, options: { colour: string, size: number, display: boolean }) => Picture & { ok: boolean } }} */
  const { svgOf } = createRequire(import.meta.url)(join(ROOT, 'dist/math.js'));
  /** @param {string} latex @param {number} size */
  const drawn = (latex, size) => svgOf(latex, { colour: COLOURS.formula, size, display: true });
  const first = block.slice(0, query + 1);
  const top = MARGIN + LINE * first.length + 8;

  const gradient = drawn(result.latex, 19);
  const hover = `<rect fill="${theme('editorHoverWidget-background', '#202020')}" stroke="${theme('editorHoverWidget-border', BORDER)}" x="${MARGIN + 30}" y="${top}" width="${WIDTH - 2 * MARGIN - 60}" height="118" rx="5"/>
${placed(gradient, MARGIN + 44, top + 34)}
${words(MARGIN + 46, top + 70, 'ℝᵈ · ✓ checked numerically (3 points)')}
${words(MARGIN + 46, top + 99, 'Show derivation', 'link')}${words(MARGIN + 172, top + 99, 'Insert as NumPy', 'link')}${words(MARGIN + 300, top + 99, 'Copy as LaTeX', 'link')}`;

  let at = 44;
  const steps = [`${words(MARGIN, 30, `Derivation of ${result.query}`, 'faint')}`];
  for (const { latex, rule, check } of result.steps) {
    const picture = drawn(latex, 17);
    at += 12 + picture.baseline;
    steps.push(placed(picture, MARGIN, at), words(MARGIN + 22, at + picture.height - picture.baseline + 15, rule, 'faint'), words(WIDTH - MARGIN - 14, at, check.verdict === 'pass' ? '✓' : '✗', check.verdict === 'pass' ? 'pass' : 'fail'));
    at += picture.height - picture.baseline + 18;
  }

  const wrong = (block[claim] ?? '').replace(/ == .*/, " == X'*r");
  const { diagnostics: [refutation] } = await answered([...first, wrong, ''].join('\n'));
  if (refutation === undefined) throw new Error('the wrong claim was not refuted');
  const claims = `${code(MARGIN, MARGIN + LINE * 0.7, block[claim] ?? '')}
${words(MARGIN + 34, MARGIN + LINE * 1.7, '✓ proved', 'pass')}
${code(MARGIN, MARGIN + LINE * 3.2, wrong)}
${words(MARGIN + 34, MARGIN + LINE * 4.2, `✗ ${refutation.message.replace(/\. .*/, '')}`, 'fail')}`;

  const body = result.code.source.trimEnd().split('\n');
  const [signature = ''] = body;
  const inserted = [signature, '    """Gradient of f with respect to w. …"""', body.at(-1) ?? ''];

  const pages = {
    state: page(2 * MARGIN + LINE * block.slice(0, query + 1).length, codes(first, 0), 'A comment with a declaration, two definitions and a query'),
    read: page(top + 118 + MARGIN, `${codes(first, 0)}\n${hover}`, 'The hover of the query: the typeset gradient, its shape and its verdict'),
    derive: page(at + MARGIN, steps.join('\n'), 'The derivation: five lines, each with its rule and a check mark'),
    claim: page(2 * MARGIN + LINE * 4.2, claims, 'A claim that is proved, and one that does not hold, with the reason'),
    insert: page(2 * MARGIN + LINE * (first.length + 1 + inserted.length), codes([...first, '', ...inserted], 0), 'The inserted NumPy function below the comment'),
  };
  for (const [name, svg] of Object.entries(pages)) await writeFile(join(ROOT, `media/walkthrough/${name}.svg`), svg);
  say(`${Object.keys(pages).length} pictures in media/walkthrough`);
} catch (error) {
  fail(error);
}
