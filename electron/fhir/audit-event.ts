import { RESOURCE_TYPES } from '../imports/resource-types.ts';
import { RECORD_SYSTEM } from './desk-part.ts';
import { instantText } from './elements.ts';
import type { Unknown } from './reading.ts';
import { tidied } from './tidy.ts';

/** The system of the tag by which a line of the audit is known on a server: AuditEvent has no identifier in R4. */
export const AUDIT_SYSTEM = 'urn:anteroom:audit';

/** A line of a desk's audit, as far as others are told of it: no names, and nothing that anybody typed. */
export interface AuditLine {
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly staffId: string | null;
  readonly role: string | null;
  readonly deskId: string;
  readonly method: string;
  readonly action: 'C' | 'R' | 'U' | 'E';
  readonly outcome: string;
  readonly patientId: string | null;
  /** `Type/id` of each record. */
  readonly entities: readonly string[];
}

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const EVENT_TYPES = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
const INTERACTIONS = 'http://hl7.org/fhir/restful-interaction';
const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
const ENTITY_TYPES = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const OBJECT_ROLES = 'http://terminology.hl7.org/CodeSystem/object-role';

const REST = { system: EVENT_TYPES, code: 'rest', display: 'RESTful Operation' };
const INTERACTION = { C: 'create', R: 'read', U: 'update', E: 'operation' } as const;
const SIGN_IN = { system: DICOM, code: '110114', display: 'User Authentication' };
const SIGN_INS: Readonly<Record<string, Unknown>> = {
  'staff.signIn': { system: DICOM, code: '110122', display: 'Login' },
  'staff.lock': { system: DICOM, code: '110123', display: 'Logout' },
};
/** AuditEvent.outcome: 0 is success, 8 a failure of what was asked. */
const DONE = '0';
const DENIED = '8';

/** The tag of a line, the same each time. */
export function auditTag({ deskId, sequence }: Pick<AuditLine, 'deskId' | 'sequence'>): string {
  return `${deskId}.${sequence}`;
}

/**
 * A line of the audit as an AuditEvent in the shape of IHE Basic Audit Log Patterns (BALP 1.1, patterns for reading, creating
 * and changing with a patient as subject, and for signing in): who asked, at which desk, what of whom, and what came of it. The
 * same line is the same bytes at any time; every name in it is one of our identifiers, so that it hangs on no id of the server.
 */
export function auditEventOf(line: AuditLine): Unknown {
  const signIn = SIGN_INS[line.method];
  const records = line.entities.filter((each) => each !== `Patient/${line.patientId}`);
  return tidied({
    resourceType: 'AuditEvent',
    meta: { tag: [{ system: AUDIT_SYSTEM, code: auditTag(line) }] },
    type: signIn ? SIGN_IN : REST,
    subtype: [signIn ?? { system: INTERACTIONS, code: INTERACTION[line.action] }],
    action: line.action,
    recorded: instantText(line.at),
    outcome: line.outcome === 'ok' ? DONE : DENIED,
    agent: [
      ...(line.staffId === null ? [] : [personOf(line.staffId, line.role)]),
      {
        type: { coding: [{ system: DICOM, code: '110150', display: 'Application' }] },
        who: deskOf(line),
        requestor: line.staffId === null,
      },
    ],
    source: {
      observer: deskOf(line),
      type: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
          code: '1',
          display: 'User Device',
        },
      ],
    },
    entity: [
      ...(line.patientId === null ? [] : [subjectOf(line.patientId)]),
      ...records.map(objectOf),
      { detail: [{ type: 'method', valueString: line.method }] },
    ],
  });
}

function personOf(staffId: string, role: string | null): Unknown {
  return {
    type: { coding: [{ system: PARTICIPATION, code: 'IRCP', display: 'information recipient' }] },
    who: { identifier: { system: RECORD_SYSTEM, value: staffId } },
    role: role === null ? [] : [{ text: role }],
    requestor: true,
  };
}

function deskOf({ deskId }: AuditLine): Unknown {
  return { identifier: { system: RECORD_SYSTEM, value: deskId } };
}

function subjectOf(patientId: string): Unknown {
  return {
    what: { type: 'Patient', identifier: { system: RECORD_SYSTEM, value: patientId } },
    type: { system: ENTITY_TYPES, code: '1', display: 'Person' },
    role: { system: OBJECT_ROLES, code: '1', display: 'Patient' },
  };
}

function objectOf(named: string): Unknown {
  const [recordType = '', id = ''] = named.split('/');
  const [type = ''] = recordType.split('.');
  return {
    what: { type: RESOURCE_TYPES.has(type) ? type : '', identifier: { system: RECORD_SYSTEM, value: id } },
    type: { system: ENTITY_TYPES, code: '2', display: 'System Object' },
    role: { system: OBJECT_ROLES, code: '4', display: 'Domain Resource' },
  };
}
