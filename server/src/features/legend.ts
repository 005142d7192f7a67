/** The legend of semantic tokens; the manifest says how each is coloured where a theme does not. */
export const TOKEN_TYPES = ['matrix', 'vector', 'scalar', 'dimension', 'function', 'keyword', 'type', 'modifier', 'number', 'operator', 'comment'] as const;
export const TOKEN_MODIFIERS = ['declaration', 'defaultLibrary'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];
