import './people.css';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AlertId, NoteId } from '../../shared/kernel/ids.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { ALERT_KINDS, type AlertKind } from '../../shared/patients/contract.ts';
import { holdsCardNumber } from '../../shared/patients/free-text.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill, type Tone } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/panel.tsx';
import { failureText } from '../visits/failure-text.ts';
import { LineForm, Lines } from './lines.tsx';
import { useLine } from './use-line.ts';

type Chart = OutputOf<'patients.chart'>;

export const ALERT_TONES: Readonly<Record<AlertKind, Tone>> = {
  allergy: 'bad',
  safety: 'warn',
  note: 'neutral',
};

interface AlertDraft {
  readonly id: AlertId | null;
  readonly kind: AlertKind;
  readonly text: string;
  readonly isLeft: boolean;
}

/** What everybody must know before they act, with who wrote it when. */
export function Alerts({ chart }: { readonly chart: Chart }) {
  const { people: strings } = useStrings();
  const mayWrite = useMay('patients.write');
  const patientId = chart.patient.id;
  const saving = useDeskCommand('patients.saveAlert');
  const ending = useDeskCommand('patients.endAlert');
  const { open, keep, act, failure, save, cancel } = useLine<AlertDraft>('alert', patientId, {
    saved: strings.alertSaved,
    isBusy: saving.isPending,
    isWrong: ({ text }) => textError(text, strings) !== undefined,
    send: ({ id: alertId, kind, text }, operationId) =>
      saving.run({ patientId, alertId, kind, text }, operationId),
  });
  const form = (draft: AlertDraft) => (
    <LineForm isBusy={saving.isPending} onSave={save} onCancel={cancel}>
      <div className="people-form__alert">
        <SelectField
          label={strings.alertKind}
          value={draft.kind}
          options={ALERT_KINDS.map((value) => ({ value, label: strings.alertKinds[value] }))}
          onChange={(kind) => keep({ ...draft, kind })}
        />
        <TextField
          label={strings.alertText}
          value={draft.text}
          autoFocus
          maxLength={120}
          error={draft.isLeft || holdsCardNumber(draft.text) ? textError(draft.text, strings) : undefined}
          onChange={(text) => keep({ ...draft, text })}
        />
      </div>
    </LineForm>
  );
  return (
    <Section title={strings.alerts}>
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
      <Lines
        items={chart.alerts}
        open={open}
        mayWrite={mayWrite}
        none={strings.noAlerts}
        addLabel={strings.addAlert}
        addKey="a"
        lineOf={(alert) => (
          <div className="people__text">
            <Pill tone={ALERT_TONES[alert.kind]}>
              {strings.alertKinds[alert.kind]}: {alert.text}
            </Pill>
            <Written at={alert.createdAt} by={alert.createdBy} />
          </div>
        )}
        nameOf={(alert) => alert.text}
        formOf={form}
        onAdd={() => keep({ id: null, kind: 'allergy', text: '', isLeft: false })}
        onEdit={({ id, kind, text }) => keep({ id, kind, text, isLeft: false })}
        onEnd={(alert) => void act(strings.alertEnded, (id) => ending.run({ alertId: alert.id }, id))}
      />
    </Section>
  );
}

interface NoteDraft {
  readonly id: NoteId | null;
  readonly text: string;
  readonly isLeft: boolean;
}

/** What one colleague leaves for the next. */
export function Notes({ chart }: { readonly chart: Chart }) {
  const { people: strings } = useStrings();
  const mayWrite = useMay('patients.write');
  const patientId = chart.patient.id;
  const saving = useDeskCommand('patients.saveNote');
  const ending = useDeskCommand('patients.endNote');
  const { open, keep, act, failure, save, cancel } = useLine<NoteDraft>('note', patientId, {
    saved: strings.noteSaved,
    isBusy: saving.isPending,
    isWrong: ({ text }) => textError(text, strings) !== undefined,
    send: ({ id: noteId, text }, operationId) => saving.run({ patientId, noteId, text }, operationId),
  });
  const form = (draft: NoteDraft) => (
    <LineForm isBusy={saving.isPending} onSave={save} onCancel={cancel}>
      <TextField
        label={strings.noteText}
        value={draft.text}
        maxLength={500}
        error={draft.isLeft || holdsCardNumber(draft.text) ? textError(draft.text, strings) : undefined}
        onChange={(text) => keep({ ...draft, text })}
      />
    </LineForm>
  );
  return (
    <Section title={strings.notes}>
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
      <Lines
        items={chart.notes}
        open={open}
        mayWrite={mayWrite}
        none={strings.noNotes}
        addLabel={strings.addNote}
        addKey="t"
        lineOf={(note) => (
          <div className="people__text">
            <p>{note.text}</p>
            <Written at={note.createdAt} by={note.createdBy} />
          </div>
        )}
        nameOf={(note) => note.text.slice(0, 40)}
        formOf={form}
        onAdd={() => keep({ id: null, text: '', isLeft: false })}
        onEdit={({ id, text }) => keep({ id, text, isLeft: false })}
        onEnd={(note) => void act(strings.noteEnded, (id) => ending.run({ noteId: note.id }, id))}
      />
    </Section>
  );
}

function textError(
  text: string,
  strings: { readonly textError: string; readonly cardNumber: string },
): string | undefined {
  if (text.trim() === '') return strings.textError;
  return holdsCardNumber(text) ? strings.cardNumber : undefined;
}

function Written({ at, by }: { readonly at: number | null; readonly by: string }) {
  const strings = useStrings().people;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const words = strings.written(at === null ? '' : formats.date(clinicDay(at, zone)), by);
  return words === '' ? null : <p className="chart__sub tabular">{words}</p>;
}
