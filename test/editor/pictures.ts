/** What a browser makes of pictures: the one at hand reads and writes every format that we need. */
import type { BrowserContext } from 'playwright-core';

/** The same picture as WebP, a third of the size. */
export async function webpOf(png: Buffer, context: BrowserContext): Promise<Buffer> {
  const page = await context.newPage();
  const webp = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.8);
  }, `data:image/png;base64,${png.toString('base64')}`);
  await page.close();
  return Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64');
}
