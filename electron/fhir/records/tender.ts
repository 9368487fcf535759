import { z } from 'zod';
import { tenderKindSchema, tenderPurposeSchema } from '../../../shared/cash/contract.ts';
import { tenderRecord } from '../../cash/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { instantText } from '../elements.ts';
import { type RecordMapping, THE_PRACTICE } from '../record-mapping.ts';
import { count, day, instant, line, money, recordId } from '../row-fields.ts';

const DRAWER = 'urn:anteroom:drawer';
const RECEIPT = 'urn:anteroom:receipt';

/**
 * An entry of a drawer's ledger: written once, never changed; a void is another entry that names it. Money is never read
 * from what others may change: the desk's own part holds all of it.
 */
export const tenderMapping: RecordMapping<RowOf<typeof tenderRecord>> = {
  recordType: tenderRecord.type,
  resourceType: 'PaymentNotice',
  fields: z.object({
    deskId: recordId(),
    receiptSequence: count(),
    visitId: recordId(),
    patientId: recordId(),
    day: day(),
    kind: tenderKindSchema,
    purpose: tenderPurposeSchema,
    amountCents: money(),
    reference: line(),
    takenAt: instant(),
    takenBy: line(),
    voidsId: recordId().nullable(),
    voidReason: line().nullable(),
  }),
  units: [],
  needs: { deskId: 'Basic.desk', visitId: 'Encounter', patientId: 'Patient' },
  toElements: (row, refer) => ({
    identifier: [{ system: RECEIPT, value: `${row.deskId} ${row.receiptSequence}` }],
    status: 'active',
    request: refer('Appointment', row.visitId),
    created: instantText(row.takenAt),
    paymentDate: row.day,
    // FHIR asks for the reconciliation it belongs to and for who gets it: the drawer of a desk on a day, and the practice.
    payment: { identifier: { system: DRAWER, value: `${row.deskId} ${row.day}` } },
    recipient: refer('Organization', THE_PRACTICE),
    amount: { value: row.amountCents / 100, currency: 'USD' },
  }),
  fromElements: () => ({}),
};
