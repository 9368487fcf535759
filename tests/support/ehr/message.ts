/** A request as it came over the wire; `path` is everything after the host, from `/fhir` on. */
export interface EhrRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** Header names are in small letters. */
export interface EhrResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Header names in small letters, as HTTP means them. */
export function lowerCased(headers: EhrRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** An answer with a FHIR body. */
export function fhirAnswer(
  status: number,
  resource: unknown,
  headers: EhrResponse['headers'] = {},
): EhrResponse {
  return { status, headers: { 'content-type': FHIR_JSON, ...headers }, body: JSON.stringify(resource) };
}
