/** What comes back from an editor with an action or a lens: it was ours, but it is looked at before it is believed. */
import { QUANTITIES } from '../../../protocol/requests';
import type { ActionKey } from './codeActions';
import type { ActionData, LensData } from './convert';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const ACTIONS: readonly ActionKey['what'][] = ['insert', 'refresh', 'refreshAll', 'replace'];

export function actionData(data: unknown): ActionData | undefined {
  if (!isObject(data) || typeof data['uri'] !== 'string' || !isObject(data['key'])) return undefined;
  const { what, id, target, quantity } = data['key'];
  const known = ACTIONS.find((action) => action === what);
  const wished = QUANTITIES.find((each) => each === quantity);
  return known !== undefined && typeof id === 'string' && typeof target === 'string' ? { uri: data['uri'], key: { what: known, id, target, ...(wished === undefined ? {} : { quantity: wished }) } } : undefined;
}

const LENSES: readonly LensData['key']['what'][] = ['verdict', 'insert', 'claim'];

export function lensData(data: unknown): LensData | undefined {
  if (!isObject(data) || typeof data['uri'] !== 'string' || !isObject(data['key'])) return undefined;
  const { what, id } = data['key'];
  const known = LENSES.find((lens) => lens === what);
  return known === undefined || typeof id !== 'string' ? undefined : { uri: data['uri'], key: { what: known, id } };
}
