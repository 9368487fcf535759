import type { PictureKind } from '../../shared/pictures/contract.ts';
import { MOST_PICTURE_BYTES } from '../../shared/pictures/picture-format.ts';

/** Width over height of what is cut out of the middle, and the longest width kept, in pixels. */
export const FRAMES: Readonly<
  Record<PictureKind, { readonly ratio: number | null; readonly width: number }>
> = {
  photo: { ratio: 1, width: 480 },
  // ISO/IEC 7810 ID-1: every insurance card and licence.
  'card-front': { ratio: 85.6 / 53.98, width: 1200 },
  'card-back': { ratio: 85.6 / 53.98, width: 1200 },
  document: { ratio: null, width: 1600 },
};

/** The part in the middle that has the frame's proportions. */
export function cutOut(
  width: number,
  height: number,
  ratio: number | null,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  if (ratio === null || width === 0 || height === 0) return { x: 0, y: 0, width, height };
  const isWide = width / height > ratio;
  const cutWidth = isWide ? height * ratio : width;
  const cutHeight = isWide ? height : width / ratio;
  return { x: (width - cutWidth) / 2, y: (height - cutHeight) / 2, width: cutWidth, height: cutHeight };
}

/**
 * The middle of a picture as JPEG in base64, small enough for one message to the engine; null when it stays too
 * large. Encoding anew leaves behind what a file says beside the picture, such as where it was taken.
 */
export async function shrinkPicture(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  kind: PictureKind,
): Promise<string | null> {
  const { ratio, width: widest } = FRAMES[kind];
  const cut = cutOut(size.width, size.height, ratio);
  for (const [scale, quality] of [
    [1, 0.85],
    [1, 0.7],
    [0.75, 0.7],
    [0.5, 0.6],
  ] as const) {
    const width = Math.max(1, Math.round(Math.min(widest, cut.width) * scale));
    const height = Math.max(1, Math.round((width * cut.height) / cut.width));
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob !== null && blob.size <= MOST_PICTURE_BYTES)
      return toBase64(new Uint8Array(await blob.arrayBuffer()));
  }
  return null;
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let place = 0; place < bytes.length; place += 8192)
    text += String.fromCharCode(...bytes.subarray(place, place + 8192));
  return btoa(text);
}

/** Base64 as bytes. */
export function fromBase64(data: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
}
