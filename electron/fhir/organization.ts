import { identifiersOf } from './elements.ts';
import { fitting, type Mapping, mapping, type Reading, refuse, text, type Unknown } from './reading.ts';

/** An organization: the desk keeps no record of it, and takes an insurer's name from it. */
export interface OrganizationFields {
  readonly name: string;
}

/** Reads a FHIR R4 Organization of unknown form. */
export function organizationFromFhir(resource: Unknown): Mapping<OrganizationFields> {
  return mapping((reading) => {
    const identifiers = identifiersOf(reading, resource, 'Organization.identifier');
    // FHIR asks for a name or a number (org-1).
    if (text(resource, 'name', 'Organization.name') === '' && identifiers.length === 0)
      return refuse('missing', 'Organization.name');
    return { fields: { name: organizationName(reading, resource) }, identifiers };
  });
}

/** What an organization is called; empty where that is not said, or too long to be shown. */
export function organizationName(reading: Reading, resource: Unknown): string {
  return fitting(reading, text(resource, 'name', 'Organization.name'), 80, 'Organization.name');
}
