import './people.css';
import { type ReactNode, useEffect, useRef } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AlertId, NoteId } from '../../shared/kernel/ids.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { ALERT_KINDS, type AlertKind } from '../../shared/patients/contract.ts';
import { holdsCardNumber } from '../../shared/patients/free-text.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill, type Tone } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { failureText } from '../visits/failure-text.ts';
import { type ChartChange, useChartChange } from './use-chart-change.ts';

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
  const { people: strings, patients: words } = useStrings();
  const mayWrite = useMay('patients.write');
  const patientId = chart.patient.id;
  const [open, keep, drop] = useDraft<AlertDraft | null>(`patients/alert/${patientId}`, null);
  const saving = useDeskCommand('patients.saveAlert');
  const ending = useDeskCommand('patients.endAlert');
  const change = useChartChange(patientId);
  const add = (): void => keep({ id: null, kind: 'allergy', text: '', isLeft: false });
  useShortcuts('panel', { a: mayWrite && open === null ? add : undefined });
  const save = (): void => {
    if (open === null || saving.isPending) return;
    if (textError(open.text, strings) !== undefined) {
      keep({ ...open, isLeft: true });
      return;
    }
    const { id: alertId, kind, text } = open;
    void change
      .act(strings.alertSaved, () => saving.run({ patientId, alertId, kind, text }))
      .then((saved) => saved && drop());
  };
  const form = (draft: AlertDraft) => (
    <LineForm isBusy={saving.isPending} onSave={save} onCancel={() => cancelLine(change, drop)}>
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
          maxLength={120}
          error={draft.isLeft || holdsCardNumber(draft.text) ? textError(draft.text, strings) : undefined}
          onChange={(text) => keep({ ...draft, text })}
        />
      </div>
    </LineForm>
  );
  return (
    <Section title={strings.alerts}>
      {change.failure === null ? null : <Notice tone="bad">{failureText(change.failure)}</Notice>}
      {chart.alerts.length === 0 && open === null ? <p className="muted">{strings.noAlerts}</p> : null}
      <ul className="people">
        {chart.alerts.map((alert) => (
          <li key={alert.id} className="people__line">
            {open?.id === alert.id ? (
              form(open)
            ) : (
              <>
                <div className="people__text">
                  <Pill tone={ALERT_TONES[alert.kind]}>
                    {strings.alertKinds[alert.kind]}: {alert.text}
                  </Pill>
                  <Written at={alert.createdAt} by={alert.createdBy} />
                </div>
                {mayWrite ? (
                  <span className="people__acts">
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.editOf(alert.text)}
                      onClick={() =>
                        keep({ id: alert.id, kind: alert.kind, text: alert.text, isLeft: false })
                      }
                    >
                      {words.edit}
                    </Button>
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.takeOffOf(alert.text)}
                      onClick={() =>
                        void change.act(strings.alertEnded, () => ending.run({ alertId: alert.id }))
                      }
                    >
                      {strings.takeOff}
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      {open !== null && open.id === null ? form(open) : null}
      {mayWrite && open === null ? (
        <Button small shortcut="a" onClick={add}>
          {strings.addAlert}
        </Button>
      ) : null}
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
  const { people: strings, patients: words } = useStrings();
  const mayWrite = useMay('patients.write');
  const patientId = chart.patient.id;
  const [open, keep, drop] = useDraft<NoteDraft | null>(`patients/note/${patientId}`, null);
  const saving = useDeskCommand('patients.saveNote');
  const ending = useDeskCommand('patients.endNote');
  const change = useChartChange(patientId);
  const add = (): void => keep({ id: null, text: '', isLeft: false });
  useShortcuts('panel', { t: mayWrite && open === null ? add : undefined });
  const save = (): void => {
    if (open === null || saving.isPending) return;
    if (textError(open.text, strings) !== undefined) {
      keep({ ...open, isLeft: true });
      return;
    }
    const { id: noteId, text } = open;
    void change
      .act(strings.noteSaved, () => saving.run({ patientId, noteId, text }))
      .then((saved) => saved && drop());
  };
  const form = (draft: NoteDraft) => (
    <LineForm isBusy={saving.isPending} onSave={save} onCancel={() => cancelLine(change, drop)}>
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
      {change.failure === null ? null : <Notice tone="bad">{failureText(change.failure)}</Notice>}
      {chart.notes.length === 0 && open === null ? <p className="muted">{strings.noNotes}</p> : null}
      <ul className="people">
        {chart.notes.map((note) => (
          <li key={note.id} className="people__line">
            {open?.id === note.id ? (
              form(open)
            ) : (
              <>
                <div className="people__text">
                  <p>{note.text}</p>
                  <Written at={note.createdAt} by={note.createdBy} />
                </div>
                {mayWrite ? (
                  <span className="people__acts">
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.editOf(note.text.slice(0, 40))}
                      onClick={() => keep({ id: note.id, text: note.text, isLeft: false })}
                    >
                      {words.edit}
                    </Button>
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.takeOffOf(note.text.slice(0, 40))}
                      onClick={() =>
                        void change.act(strings.noteEnded, () => ending.run({ noteId: note.id }))
                      }
                    >
                      {strings.takeOff}
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      {open !== null && open.id === null ? form(open) : null}
      {mayWrite && open === null ? (
        <Button small shortcut="t" onClick={add}>
          {strings.addNote}
        </Button>
      ) : null}
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

function cancelLine(change: ChartChange, drop: () => void): void {
  change.clear();
  drop();
}

function Written({ at, by }: { readonly at: number | null; readonly by: string }) {
  const strings = useStrings().people;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const words = strings.written(at === null ? '' : formats.date(clinicDay(at, zone)), by);
  return words === '' ? null : <p className="chart__sub tabular">{words}</p>;
}

interface LineFormProps {
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A few fields in the place of a line: Enter saves, Esc leaves the line as it was. */
function LineForm({ isBusy, onSave, onCancel, children }: LineFormProps) {
  const strings = useStrings().people;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  return (
    <form
      ref={form}
      className="people-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <div className="people-form__foot">
        <Button look="quiet" shortcut="Escape" onClick={onCancel}>
          {strings.cancel}
        </Button>
        <Button submit look="primary" shortcut="Enter" aria-busy={isBusy}>
          {strings.save}
        </Button>
      </div>
    </form>
  );
}
