import { codesOf, identifiersOf } from './elements.ts';
import { type Mapping, mapping, object, refuse, text, type Unknown } from './reading.ts';

/** A place; the desk keeps a room of it only where the source says that it is one. */
export interface LocationFields {
  readonly room: { readonly name: string } | null;
}

const LONGEST_NAME = 40;
/** HL7 location-physical-type: a room, a bed in it, an area of a floor. */
const ROOM_TYPES = ['ro', 'bd'];

/** Reads a FHIR R4 Location of unknown form. */
export function locationFromFhir(resource: Unknown): Mapping<LocationFields> {
  return mapping<LocationFields>((reading) => {
    const identifiers = identifiersOf(reading, resource, 'Location.identifier');
    const physical = object(resource, 'physicalType', 'Location.physicalType');
    const isRoom = codesOf(physical, 'Location.physicalType').some((code) => ROOM_TYPES.includes(code));
    const name = text(resource, 'name', 'Location.name');
    if (!isRoom) return { fields: { room: null }, identifiers };
    if (name === '') return refuse('missing', 'Location.name');
    if (name.length > LONGEST_NAME) return refuse('too-long', 'Location.name');
    return { fields: { room: { name } }, identifiers };
  });
}
