/** A part of a text as it is laid out. */
export interface Block {
  readonly kind: 'heading' | 'paragraph';
  readonly text: string;
}

/** The parts of a plain text: an empty line parts paragraphs, a line that begins with `# ` is a heading of its own. */
export function blocksOf(body: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', text: lines.join(' ') });
    lines = [];
  };
  for (const raw of body.split('\n')) {
    const line = raw.trim();
    if (line === '') close();
    else if (line.startsWith('# ')) {
      close();
      blocks.push({ kind: 'heading', text: line.slice(2).trim() });
    } else lines.push(line);
  }
  close();
  return blocks;
}
