import { identifiersOf } from './elements.ts';
import { fitting, type Mapping, mapping, refuse, text, type Unknown } from './reading.ts';

/** An organization: the desk keeps no record of it, and takes an insurer's name from it. */
export interface OrganizationFields {
  readonly name: string;
}

/** Reads a FHIR R4 Organization of unknown form. */
export function organizationFromFhir(resource: Unknown): Mapping<OrganizationFields> {
  return mapping((reading) => {
    const identifiers = identifiersOf(reading, resource, 'Organization.identifier');
    const name = text(resource, 'name', 'Organization.name');
    // FHIR asks for a name or a number (org-1).
    if (name === '' && identifiers.length === 0) return refuse('missing', 'Organization.name');
    return { fields: { name: fitting(reading, name, 80, 'Organization.name') }, identifiers };
  });
}
