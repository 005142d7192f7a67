/**
 * KaTeX's internal entry to its layout. Its shape is not promised between versions: package.json pins KaTeX exactly, and the
 * suite in test/editor compares our pictures with KaTeX's own HTML.
 */
import 'katex';

declare module 'katex' {
  /** Lengths are in em. Only set where KaTeX sets them. */
  export interface KatexStyle { readonly [property: string]: string | undefined }

  export interface KatexSymbol { readonly text: string; readonly italic: number; readonly classes: readonly string[]; readonly style: KatexStyle }
  export interface KatexSpan { readonly children: readonly KatexNode[]; readonly classes: readonly string[]; readonly style: KatexStyle; readonly height: number; readonly depth: number }
  /** A picture of a stretchy sign. */
  export interface KatexSvg { readonly children: readonly { toMarkup(): string }[]; readonly attributes: Readonly<Record<string, string>> }
  /** `\includegraphics`; needs `trust`, which we do not give. */
  export interface KatexImage { readonly src: string }
  export type KatexNode = KatexSymbol | KatexSpan | KatexSvg | KatexImage;

  export function __renderToDomTree(latex: string, options: KatexOptions): KatexSpan;
}
