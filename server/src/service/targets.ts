/** The code targets on offer. */
import { TARGET_NAMES, type TargetName } from '../codegen/request';

interface Target { readonly label: string; /** Which language its code is in. */ readonly languageId: string }

const targets: Readonly<Record<TargetName, Target>> = {
  numpy: { label: 'NumPy', languageId: 'python' },
};

export const TARGETS = TARGET_NAMES.map((target) => ({ target, ...targets[target] }));

export const isTarget = (name: string): name is TargetName => Object.hasOwn(targets, name);
