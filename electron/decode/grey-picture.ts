/** Brightness, one byte a pixel, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** White around what is turned: a bar code needs a quiet margin. */
const WHITE = 255;

/** The picture turned by so many degrees, clockwise, on white; grown so that no corner is lost. */
export function turned(picture: GreyPicture, degrees: number): GreyPicture {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const width = Math.ceil(picture.width * Math.abs(cosine) + picture.height * Math.abs(sine));
  const height = Math.ceil(picture.width * Math.abs(sine) + picture.height * Math.abs(cosine));
  const pixels = new Uint8Array(width * height).fill(WHITE);
  for (let y = 0; y < height; y += 1) {
    const fromMiddle = y - height / 2;
    for (let x = 0; x < width; x += 1) {
      const across = x - width / 2;
      const sourceX = across * cosine + fromMiddle * sine + picture.width / 2;
      const sourceY = -across * sine + fromMiddle * cosine + picture.height / 2;
      pixels[y * width + x] = brightness(picture, sourceX, sourceY);
    }
  }
  return { width, height, pixels };
}

/** Between four pixels: bars are few pixels wide, and the nearest one alone would tear them. */
function brightness({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return WHITE;
  const at = top * width + left;
  const [across, down] = [x - left, y - top];
  const upper = (pixels[at] ?? WHITE) * (1 - across) + (pixels[at + 1] ?? WHITE) * across;
  const lower = (pixels[at + width] ?? WHITE) * (1 - across) + (pixels[at + width + 1] ?? WHITE) * across;
  return upper * (1 - down) + lower * down;
}

/** As the reader's library takes pictures: four bytes a pixel, nothing of it transparent. */
export function asImageData({ width, height, pixels }: GreyPicture) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [index, value] of pixels.entries()) {
    data.fill(value, index * 4, index * 4 + 3);
    data[index * 4 + 3] = 255;
  }
  return { data, width, height, colorSpace: 'srgb' as const };
}
