import { expect, test } from 'vitest';
import { ANSWERED } from '../../server/src/features/answering';
import manifest from '../../package.json';
import { METHODS } from '../../server/src/features/capabilities';
import { DEFAULTS, readSettings } from '../../server/src/features/settings';
import { TARGETS } from '../../server/src/service/targets';

test('what is said to be answered is answered, and nothing else', () => {
  expect([...ANSWERED].sort()).toEqual([...METHODS].sort());
  expect(new Set(METHODS).size).toBe(METHODS.length);
});

const properties = manifest.contributes.configuration.properties;
test('the manifest offers every target, and its defaults are ours', () => {
  expect(properties['mcalc.target'].enum).toEqual(['auto', ...TARGETS.map(({ target }) => target)]);
  expect(readSettings(Object.fromEntries(Object.entries(properties).map(([key, property]) => [key.replace(/^mcalc\./, ''), property.default])))).toEqual(DEFAULTS);
});

test.each([
  ['nothing',              undefined,                                         DEFAULTS],
  ['nested',               { inlayHints: { enabled: false }, layout: 'numerator' }, { ...DEFAULTS, inlayHints: false, layout: 'numerator' }],
  ['with dots',            { 'codeLens.enabled': false, markers: ['math:'] }, { ...DEFAULTS, codeLens: false, markers: ['math:'] }],
  ['of the wrong kind',    { target: 7, layout: 'upside down', markers: 'm', codeLens: { enabled: 'no' } }, DEFAULTS],
])('settings: %s', (_, raw, expected) => { expect(readSettings(raw)).toEqual(expected); });
