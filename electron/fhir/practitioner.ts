import {
  type ForeignReference,
  fullName,
  identifiersOf,
  nameOf,
  neededReference,
  wordsOf,
} from './elements.ts';
import { fitting, type Mapping, mapping, objects, refuse, type Unknown } from './reading.ts';

/** Somebody who sees patients, in the desk's words. */
export interface PractitionerFields {
  readonly record: { readonly displayName: string };
}

export interface PractitionerRoleFields {
  readonly practitioner: ForeignReference;
  readonly record: { readonly specialty: string };
}

const LONGEST_NAME = 80;

/** Reads a FHIR R4 Practitioner of unknown form. */
export function practitionerFromFhir(resource: Unknown): Mapping<PractitionerFields> {
  return mapping((reading) => {
    const name = nameOf(resource, 'Practitioner.name');
    const displayName = name ? fullName(name) : '';
    if (displayName === '') return refuse('missing', 'Practitioner.name');
    if (displayName.length > LONGEST_NAME) return refuse('too-long', 'Practitioner.name');
    return {
      fields: { record: { displayName } },
      identifiers: identifiersOf(reading, resource, 'Practitioner.identifier'),
    };
  });
}

/** Reads a FHIR R4 PractitionerRole of unknown form: what somebody's field is. */
export function practitionerRoleFromFhir(resource: Unknown): Mapping<PractitionerRoleFields> {
  return mapping((reading) => {
    const practitioner = neededReference(
      resource,
      'practitioner',
      'Practitioner',
      'PractitionerRole.practitioner',
    );
    const named = ['specialty', 'code'].flatMap((key) =>
      objects(resource, key, `PractitionerRole.${key}`).map((each) =>
        wordsOf(each, `PractitionerRole.${key}`),
      ),
    );
    const specialty = named.find((words) => words !== '') ?? '';
    return {
      fields: {
        practitioner,
        record: { specialty: fitting(reading, specialty, LONGEST_NAME, 'PractitionerRole.specialty') },
      },
      identifiers: [],
    };
  });
}
