/** Which document a request is about, and where its editor wants reports: read before the engine is loaded, so from the parameters as they come. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const at = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

/** The document of a request of the protocol, of an action or lens that comes back, or of one of our own requests. */
export function addressIn(params: unknown): string | undefined {
  const subject = at(params, 'subject');
  const places = [at(at(params, 'textDocument'), 'uri'), at(params, 'uri'), at(at(params, 'data'), 'uri'), at(subject, 'uri'), at(at(subject, 'near'), 'uri')];
  return places.find((place): place is string => typeof place === 'string');
}

/** The token under which an editor expects reports on a request. */
export function progressTokenIn(params: unknown): string | number | undefined {
  const token = at(params, 'workDoneToken');
  return typeof token === 'string' || typeof token === 'number' ? token : undefined;
}
