/** SVG as pixels. */
export interface Raster { readonly svg: string; readonly width: number; readonly height: number }

async function canvasOf({ svg, width, height }: Raster): Promise<HTMLCanvasElement> {
  const image = new Image(width, height);
  // Not base64: the words in a figure are Unicode.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** The base64 of a PNG file, on a transparent ground where the picture brings none; empty where it cannot be drawn. */
export async function rasterise(raster: Raster): Promise<string> {
  try {
    return (await canvasOf(raster)).toDataURL('image/png').split(',')[1] ?? '';
  } catch {
    return '';
  }
}

/** The same as a file in memory. Rejects where it cannot be drawn. */
export async function pngOf(raster: Raster): Promise<Blob> {
  const canvas = await canvasOf(raster);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob === null) reject(new Error('not drawn')); else resolve(blob); }, 'image/png');
  });
}
