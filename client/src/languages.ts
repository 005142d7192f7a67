/** The languages that can hold mcalc text: `.mcalc` itself and those that the manifest wakes the extension for. */
import { activationEvents } from '../../package.json';

const ON_LANGUAGE = 'onLanguage:';

export const LANGUAGES: readonly string[] = ['mcalc', ...activationEvents.filter((event) => event.startsWith(ON_LANGUAGE)).map((event) => event.slice(ON_LANGUAGE.length))];

export const isHost = (languageId: string): boolean => LANGUAGES.includes(languageId);
