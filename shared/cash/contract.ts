import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type TenderId, type VisitId } from '../kernel/ids.ts';
import { centsSchema, positiveCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';

/** `prepaid` is no money at the glass: it uses up what the patient paid ahead. */
export const tenderKindSchema = z.enum(['card', 'cash', 'check', 'prepaid']);
export type TenderKind = z.output<typeof tenderKindSchema>;
export const tenderPurposeSchema = z.enum(['copay', 'balance', 'prepayment']);
export type TenderPurpose = z.output<typeof tenderPurposeSchema>;

/**
 * Four digits of the card or the check number. Anything longer that looks like a card number is refused:
 * the desk never stores one (PCI DSS 4.0.1, 3.3.1 and 3.4.1).
 */
export const tenderReferenceSchema = typedLine(30).refine(
  (text) => text.replace(/\D/g, '').length < 12,
  'Write only the last four digits of the card.',
);

/** A payment as it is taken at the glass. */
export const paymentSchema = z
  .object({
    tender: tenderKindSchema,
    amountCents: positiveCentsSchema,
    reference: tenderReferenceSchema,
    purpose: tenderPurposeSchema,
  })
  .strict()
  .refine(
    ({ tender, purpose }) => tender !== 'prepaid' || purpose !== 'prepayment',
    'What was paid ahead cannot pay for more ahead. Choose another way to pay.',
  );
export type Payment = z.output<typeof paymentSchema>;

export const tenderSchema = z.object({
  id: idSchema<TenderId>(),
  /** `D1-000042`: desk and gapless number. */
  receiptNumber: z.string(),
  kind: tenderKindSchema,
  purpose: tenderPurposeSchema,
  /** Negative on a void. */
  amountCents: centsSchema,
  reference: z.string(),
  takenAt: instantSchema,
  takenBy: z.string(),
  voids: idSchema<TenderId>().nullable(),
  voided: z.boolean(),
});
export type Tender = z.output<typeof tenderSchema>;

export const cashContract = {
  'cash.takePayment': command({
    summary: 'Take a payment for a visit and give it the next receipt number of this desk.',
    input: z.object({ visitId: idSchema<VisitId>(), payment: paymentSchema }).strict(),
    output: z.object({ tenderId: idSchema<TenderId>(), receiptNumber: z.string() }),
    access: 'cash.take',
    touches: ['cash', 'visits', 'queue'],
  }),
  'cash.voidTender': command({
    summary: 'Void a posted payment of today with a reversing entry and a reason; the payment itself stays.',
    input: z
      .object({ tenderId: idSchema<TenderId>(), reason: typedLine(200).min(3, 'Say why, in a few words.') })
      .strict(),
    output: z.object({ tenderId: idSchema<TenderId>(), receiptNumber: z.string() }),
    access: 'cash.void',
    touches: ['cash', 'visits', 'queue'],
  }),
  'cash.receipt': query({
    summary: 'What stands on the receipt of one payment.',
    input: z.object({ tenderId: idSchema<TenderId>() }).strict(),
    output: z.object({
      tender: tenderSchema,
      patientName: z.string(),
      mrn: z.string(),
      visitDay: plainDateSchema,
      providerName: z.string(),
      practiceName: z.string(),
      practicePhone: z.string(),
      practiceAddressLines: z.array(z.string()),
      deskName: z.string(),
      /** What the receipt that this one voids was called. */
      voidsReceiptNumber: z.string().nullable(),
    }),
    access: 'cash.read',
    reads: ['cash', 'patients', 'visits', 'practice'],
    disclosure: 'chart',
  }),
};
