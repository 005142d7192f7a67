/**
 * The licences of everything that the bundles contain, from the packages' own licence files. The build knows what went into the
 * bundles and writes THIRD_PARTY_NOTICES.md anew each time, so the file cannot fall behind.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

/** The package that a bundled file belongs to: `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** KaTeX's fonts have other holders and another licence than its code. */
const FONTS = {
  title: 'KaTeX fonts (SIL Open Font License 1.1)',
  // As the fonts' own name tables say.
  holders: [
    'Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)',
    'Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),',
    'with Reserved Font Names KaTeX_AMS, KaTeX_Caligraphic, KaTeX_Fraktur, KaTeX_Main, KaTeX_Math, KaTeX_SansSerif, KaTeX_Script, KaTeX_Size1, KaTeX_Size2, KaTeX_Size3, KaTeX_Size4, KaTeX_Typewriter.',
  ],
  licence: join(ROOT, 'scripts/licences/OFL-1.1.txt'),
};

/** @param {string} folder of a package, relative to the project */
async function noticeOf(folder) {
  const files = await readdir(join(ROOT, folder));
  const licence = files.find((file) => /^licen[cs]e(\.\w+)?$/i.test(file));
  const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
  if (licence === undefined) throw new Error(`${name} has no licence file`);
  return { title: `${name} ${version} (${license})`, text: (await readFile(join(ROOT, folder, licence), 'utf8')).trim() };
}

/**
 * The text of THIRD_PARTY_NOTICES.md.
 * @param {readonly string[]} inputs the files that went into the bundles, relative to the project
 */
export async function notices(inputs) {
  const folders = new Set(inputs.map((file) => PACKAGE.exec(file)?.[0]).filter((folder) => folder !== undefined));
  const packages = await Promise.all([...folders].map(noticeOf));
  const fonts = { title: FONTS.title, text: [...FONTS.holders, '', (await readFile(FONTS.licence, 'utf8')).trim()].join('\n') };
  const sections = [...packages, fonts].sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return [
    '# Third-party notices',
    '',
    'mcalc is bundled with the following software and fonts. This file is written by the build.',
    ...sections.flatMap(({ title, text }) => ['', `## ${title}`, '', '```text', text.replace(/\r\n/g, '\n'), '```']),
    '',
  ].join('\n');
}
