/** As fine as a bar code needs it, in pixels; finer costs time and reads no better. */
const LONGEST = 1280;

export interface GreyFrame {
  readonly width: number;
  readonly height: number;
  /** Brightness, one byte a pixel, as base64. */
  readonly grey: string;
}

/** What the camera shows now, in grey; undefined while it shows nothing. */
export function greyFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): GreyFrame | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth < 16 || videoHeight < 16) return undefined;
  const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
  const width = Math.max(16, Math.round(videoWidth * scale));
  const height = Math.max(16, Math.round(videoHeight * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(video, 0, 0, width, height);
  return { width, height, grey: base64(greyOf(context.getImageData(0, 0, width, height).data)) };
}

/** Brightness of each pixel as eyes see it (ITU-R BT.601); what is transparent shows the white beneath it. */
export function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < grey.length; at += 1) {
    const from = at * 4;
    const light = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0);
    const alpha = rgba[from + 3] ?? 0;
    grey[at] = Math.round(light * (alpha / 255) + 255 - alpha);
  }
  return grey;
}

/** In pieces, because a function takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x6000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x6000)));
  return btoa(pieces.join(''));
}
