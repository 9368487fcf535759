import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { addressLines, birthAgeSex, listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { AlertBox, PatientHead } from './patient-head.tsx';
import { Facts, PracticePages } from './practice-pages.tsx';

const ROLES = ['isGuarantor', 'isProxy', 'isEmergency'] as const;

/** Everything the desk knows of a patient on paper: for the chart folder, and for the day the power is out. */
export function FaceSheet({ patientId, sheet }: { readonly patientId: PatientId; readonly sheet: Sheet }) {
  const { pages, patients, people } = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  const { data } = useDeskQuery('patients.chart', { patientId });
  if (data === undefined || frame === undefined) return null;
  const { patient, alerts, coverages, household, related, visits } = data;
  const said = (text: string): string => (text === '' ? pages.none : text);
  return (
    <PracticePages
      sheet={sheet}
      title={pages.kinds['face-sheet']}
      aside={<p>{formats.date(frame.day)}</p>}
      parts={[
        <PatientHead key="patient" patient={patient} today={frame.day} />,
        <AlertBox key="alerts" alerts={alerts} />,
        <Facts
          key="facts"
          facts={[
            [pages.phone, said(patient.phone)],
            ...(patient.secondPhone === '' ? [] : [[pages.secondPhone, patient.secondPhone] as const]),
            [pages.email, said(patient.email)],
            [pages.address, said(addressLines(patient).join(', '))],
            [
              pages.language,
              patient.needsInterpreter
                ? pages.interpreter(formats.languageName(patient.language))
                : said(formats.languageName(patient.language)),
            ],
            [pages.balance, formats.money(data.balanceCents)],
            ...(data.prepaidCents > 0 ? [[pages.paidAhead, formats.money(data.prepaidCents)] as const] : []),
          ]}
        />,
        ...(coverages.length === 0
          ? [<Facts key="no coverage" title={pages.coverage} facts={[[pages.coverage, pages.none]]} />]
          : coverages.map((coverage) => (
              <Facts
                key={coverage.id}
                title={`${pages.coverage} ${coverage.priority}`}
                facts={[
                  [pages.coverage, [coverage.payerName, coverage.planName].filter(Boolean).join(', ')],
                  [pages.memberId, coverage.memberId],
                  [pages.group, said(coverage.groupNumber)],
                  [
                    pages.copay,
                    coverage.copayCents === null ? pages.notSaid : formats.money(coverage.copayCents),
                  ],
                ]}
              />
            ))),
        <Facts
          key="contacts"
          title={pages.contacts}
          facts={
            related.length === 0
              ? [[pages.contacts, pages.none]]
              : related.map(
                  (person) =>
                    [
                      person.name,
                      [
                        people.relationships[person.relationship],
                        ...ROLES.filter((role) => person[role]).map((role) => people.roles[role]),
                        person.phone,
                      ]
                        .filter((part) => part !== '')
                        .join(', '),
                    ] as const,
                )
          }
        />,
        <Facts
          key="household"
          title={pages.household}
          facts={
            household.length === 0
              ? [[pages.household, pages.none]]
              : household.map((person) => [listName(person), birthAgeSex(person, frame.day)] as const)
          }
        />,
        <Facts
          key="visits"
          title={pages.recentVisits}
          facts={
            visits.length === 0
              ? [[pages.recentVisits, pages.none]]
              : visits.map(
                  (visit) =>
                    [
                      visit.scheduledAt === null
                        ? formats.date(visit.day)
                        : formats.dateTime(visit.scheduledAt, frame.zone),
                      [visit.typeName, visit.providerName, patients.status[visit.status] ?? visit.status]
                        .filter((part) => part !== '')
                        .join(', '),
                    ] as const,
                )
          }
        />,
      ]}
    />
  );
}
