import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { deskRow, practiceSetting } from '../practice/practice-setting.ts';
import { noteCopayTaken, settleVoid, visitForPayment } from '../visits/payments.ts';
import { postTender, tenderOf, voidTender } from './tenders.ts';

export const cashQueries: RoomHandlers<QueryHandlers, 'cash.receipt'> = {
  'cash.receipt': ({ db, concerns }, { tenderId }) => {
    const tender = tenderOf(db, tenderId);
    const row = prepared(
      db,
      `SELECT v.patient_id AS patientId, t.desk_id AS deskId, v.day, coalesce(d.display_name, 'Any') AS providerName, p.given, p.family, p.suffix, p.mrn
       FROM tender t JOIN visit v ON v.id = t.visit_id JOIN patient p ON p.id = v.patient_id LEFT JOIN provider d ON d.id = v.provider_id WHERE t.id = ?`,
    ).get(tenderId) as {
      patientId: PatientId;
      deskId: string;
      day: PlainDate;
      providerName: string;
      given: string;
      family: string;
      suffix: string;
      mrn: string;
    };
    concerns(row.patientId);
    const practice = practiceSetting(db);
    return {
      tender,
      patientName: [row.given, row.family, row.suffix].filter((part) => part !== '').join(' '),
      mrn: row.mrn,
      visitDay: row.day,
      providerName: row.providerName,
      practiceName: practice.name,
      practicePhone: practice.phone,
      practiceAddressLines: [...practice.addressLines],
      deskName: deskRow(db, row.deskId).name,
      voidsReceiptNumber: tender.voids === null ? null : tenderOf(db, tender.voids).receiptNumber,
    };
  },
};

export const cashCommands: RoomHandlers<CommandHandlers, 'cash.takePayment' | 'cash.voidTender'> = {
  'cash.takePayment': (unit, { visitId, payment }) => {
    const patientId = visitForPayment(unit, visitId, payment);
    const receipt = postTender(unit, visitId, patientId, payment);
    noteCopayTaken(unit, visitId, payment.purpose);
    return receipt;
  },
  'cash.voidTender': (unit, { tenderId, reason }) => {
    const { visitId, purpose, ...receipt } = voidTender(unit, tenderId, reason);
    settleVoid(unit, visitId satisfies VisitId, purpose);
    return receipt;
  },
};
