// @ts-check
import tseslint from 'typescript-eslint';

/**
 * Type-aware rules for the product's sources; a lighter set for tests. What each room may import is checked by
 * test/architecture.test.ts, in one table; here are only the globals that would make a room depend on where it runs.
 */
const IMPURE = [
  { name: 'Date', message: 'The engine knows no clock: pass the time in.' },
  { name: 'performance', message: 'The engine knows no clock: pass the time in.' },
  { name: 'process', message: 'The engine runs the same in node, in a worker and in a test.' },
  { name: 'Buffer', message: 'The engine runs the same in node, in a worker and in a test.' },
  { name: 'setTimeout', message: 'The engine is synchronous.' },
  { name: 'console', message: 'The engine returns what it has to say.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'media/dist/', 'node_modules/', '.vscode-e2e/', '.cache/', 'test-results/', 'coverage/', 'examples/', '**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: 'tsconfig.eslint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // A comparison that the types call needless may guard what the types cannot see (an index, a foreign message).
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // Spreading a string into its characters (code points) is what a lexer wants.
      '@typescript-eslint/no-misused-spread': 'off',
      // An object with a dispose function is a Disposable to VS Code.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
      'prefer-const': 'error',
      'eqeqeq': 'error',
      'no-var': 'error',
    },
  },
  {
    files: ['server/src/{shapes,syntax,embedding,operators,algebra,semantics,calculus,numeric,typeset,codegen}/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...IMPURE] },
  },
  {
    files: ['server/src/{service,features}/**/*.ts', 'client/src/**/*.ts'],
    ignores: ['client/src/extension.ts', 'client/src/**/*.node.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'Only a node door knows the process.' }, { name: 'Buffer', message: 'Runs in a browser too: use TextEncoder or Uint8Array.' }] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'vitest*.mts'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/require-await': 'off' },
  },
);
