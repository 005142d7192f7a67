import { INSERT_KIND } from '../../../protocol/actions';

/** The kinds of code actions, as editors group and filter them. */
export const ACTION_KINDS = ['quickfix', INSERT_KIND, 'refactor.derive', 'refactor.extract', 'refactor.inline', 'refactor.rewrite'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
