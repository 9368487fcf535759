import type { Companion, Identifier } from '../../shared/visits/contract.ts';
import { addressLines, ageSex, formatPhone, listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { CheckField } from '../ui/fields.tsx';
import { IconAlertTriangle } from '../ui/icons.ts';
import { type CheckInDraft, companionOf, type Today, type VisitPanel } from './check-in-draft.ts';
import { CompanionFields } from './companion-fields.tsx';

const IDENTIFIERS: readonly Identifier[] = [
  'name',
  'birth-date',
  'phone',
  'address',
  'photo-id',
  'member-id',
];

interface IdentityStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  /** True once the desk tried to go on without saying who is with the child. */
  readonly tried: boolean;
  readonly onIdentifiers: (identifiers: readonly Identifier[]) => void;
  readonly onCompanion: (companion: Companion) => void;
  readonly onSaid: () => void;
}

/** Which two things were said. Where somebody of the same name comes today, the birth dates stand side by side first. */
export function IdentityStep({
  panel,
  draft,
  today: { day, zone },
  tried,
  onIdentifiers,
  onCompanion,
  onSaid,
}: IdentityStepProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  const { patient, namesakes } = panel;
  const { identifiers } = draft;
  const toggle = (identifier: Identifier, on: boolean): void =>
    onIdentifiers(IDENTIFIERS.filter((each) => (each === identifier ? on : identifiers.includes(each))));
  const facts = [
    [visits.identifiers['birth-date'], formats.date(patient.birthDate)],
    [visits.phone, formatPhone(patient.phone)],
    [visits.address, addressLines(patient).join(', ')],
  ] as const;
  return (
    <>
      {namesakes.length === 0 ? null : (
        <div className="namesakes" role="alert">
          <p className="namesakes__title">
            <IconAlertTriangle size={18} aria-hidden="true" />
            {visits.sameNameTitle(visits.namesakes(namesakes.length + 1, patient.given, patient.family))}
          </p>
          <ul>
            <li className="namesakes__this">
              <strong>{listName(patient)}</strong>
              <strong className="tabular">
                {visits.born(formats.date(patient.birthDate))} · {ageSex(patient, day)}
              </strong>
            </li>
            {namesakes.map((other) => (
              <li key={other.id}>
                <span>
                  {visits.sameNameOther}: {listName(other)}
                </span>
                <span className="tabular">
                  {visits.born(formats.date(other.birthDate))} · {ageSex(other, day)}
                  {other.scheduledAt === null ? '' : ` · ${formats.time(other.scheduledAt, zone)}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="step__ask">{visits.identityAsk}</p>
      <dl className="facts tabular">
        {facts.map(([label, value]) => (
          <div key={label} className="facts__line">
            <dt>{label}</dt>
            <dd>{value === '' ? <span className="muted">{visits.notGiven}</span> : value}</dd>
          </div>
        ))}
      </dl>
      <fieldset className="checks">
        <legend className="visually-hidden">{visits.identityAsk}</legend>
        {IDENTIFIERS.map((identifier) => (
          <CheckField
            key={identifier}
            label={visits.identifiers[identifier]}
            checked={identifiers.includes(identifier)}
            onChange={(on) => toggle(identifier, on)}
          />
        ))}
      </fieldset>
      {panel.isChild ? (
        <CompanionFields
          companion={companionOf(panel, draft)}
          known={panel.companions}
          isAsked={tried || draft.identitySaid}
          onChange={onCompanion}
        />
      ) : null}
      {identifiers.length < 2 ? <p className="field__error">{visits.identityTwo}</p> : null}
      <Button shortcut="I" className="button--chosen" disabled={identifiers.length < 2} onClick={onSaid}>
        {namesakes.length === 0
          ? visits.identitySaid
          : visits.identityThisOne(formats.date(patient.birthDate))}
      </Button>
    </>
  );
}
