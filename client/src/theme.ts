import * as vscode from 'vscode';

/**
 * The foreground of hovers in the Modern and high contrast themes. A picture has its colour baked in, and an extension cannot ask for
 * the colours of a theme, only for its kind.
 */
const FOREGROUND: Readonly<Record<vscode.ColorThemeKind, string>> = {
  [vscode.ColorThemeKind.Light]:             '#3b3b3b',
  [vscode.ColorThemeKind.Dark]:              '#cccccc',
  [vscode.ColorThemeKind.HighContrast]:      '#ffffff',
  [vscode.ColorThemeKind.HighContrastLight]: '#292929',
};

/** The colour of text in hovers now. */
export const hoverForeground = (): string => FOREGROUND[vscode.window.activeColorTheme.kind];

/** KaTeX's letters look as large as the text around them at this factor. */
const MATH_TO_TEXT = 1.21;
const DEFAULT_FONT_SIZE = 14;

/** Pixels per em for formulas in hovers, whose text has the size of the editor's. */
export const hoverMathSize = (): number => vscode.workspace.getConfiguration('editor').get('fontSize', DEFAULT_FONT_SIZE) * MATH_TO_TEXT;
