/* eslint no-restricted-syntax: "off" -- a module declaration mirrors what the package exports */
/** What scripts/glyphs.mjs uses of opentype.js, which ships no types. */
declare module 'opentype.js' {
  namespace opentype {
    type PathCommand =
      | { readonly type: 'Z' }
      | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
      | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
      | { readonly type: 'C'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly x: number; readonly y: number };
    interface Glyph { readonly unicodes: readonly number[]; readonly advanceWidth?: number; readonly path: { readonly commands: readonly PathCommand[] } }
    interface Font { readonly unitsPerEm: number; readonly glyphs: { readonly length: number; get(index: number): Glyph } }
    function parse(data: ArrayBuffer): Font;
  }
  export default opentype;
}
