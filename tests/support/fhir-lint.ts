/** Elements of type code, of which FHIR says that no space is at their edges and no two follow each other. */
const CODES = new Set(
  'code status use contentType language intent gender mode docStatus outcome currency type relation'.split(
    ' ',
  ),
);
const LITERAL = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** What no validator from npm finds: emptiness, null, codes with edges, references to nothing. Each as `path: what`. */
export function fhirLint(resource: unknown): readonly string[] {
  const contained = containedIds(resource);
  const problems: string[] = [];
  const look = (value: unknown, path: string, key: string): void => {
    if (value === null || value === undefined) problems.push(`${path}: null`);
    else if (typeof value === 'string') lookAtText(value, path, key);
    else if (Array.isArray(value)) {
      if (value.length === 0) problems.push(`${path}: empty list`);
      value.forEach((each, place) => {
        look(each, `${path}[${place}]`, key);
      });
    } else if (typeof value === 'object') {
      const entries = Object.entries(value);
      if (entries.length === 0) problems.push(`${path}: empty object`);
      for (const [inner, each] of entries) look(each, `${path}.${inner}`, inner);
    }
  };
  const lookAtText = (text: string, path: string, key: string): void => {
    if (text.trim() === '') problems.push(`${path}: empty text`);
    if (text !== text.trim()) problems.push(`${path}: spaces at its edges`);
    if (!text.isWellFormed()) problems.push(`${path}: half a character`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text)) problems.push(`${path}: control`);
    if (CODES.has(key) && /\s\s|[^\S ]/.test(text)) problems.push(`${path}: no code`);
    if (key === 'reference') lookAtReference(text, path);
  };
  const lookAtReference = (reference: string, path: string): void => {
    if (reference.startsWith('#')) {
      if (!contained.has(reference.slice(1))) problems.push(`${path}: contained nowhere`);
    } else if (!LITERAL.test(reference)) problems.push(`${path}: no literal reference`);
  };
  look(resource, '$', '');
  return problems;
}

function containedIds(resource: unknown): ReadonlySet<string> {
  const { contained } = resource as { contained?: readonly { readonly id?: string }[] };
  return new Set((contained ?? []).flatMap(({ id }) => id ?? []));
}
