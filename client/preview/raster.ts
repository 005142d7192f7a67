/** An SVG as the base64 of a PNG file, on a transparent ground; empty where it cannot be drawn. */
export async function rasterise({ svg, width, height }: { readonly svg: string; readonly width: number; readonly height: number }): Promise<string> {
  try {
    const image = new Image(width, height);
    // Not base64: the words in a figure are Unicode.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  } catch {
    return '';
  }
}
