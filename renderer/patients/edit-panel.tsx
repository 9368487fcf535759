import './patients.css';
import { useRef } from 'react';
import type { OperationId, PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Patient, PatientFieldName } from '../../shared/patients/contract.ts';
import { openChart, useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { sayWithUndo } from '../ui/undoable.ts';
import { fieldText } from './field-text.ts';
import {
  changesOf,
  draftOf,
  type EditDraft,
  fieldErrors,
  fieldsOf,
  NO_EDITS,
  overtakenFields,
  refusedFields,
  typeOver,
} from './patient-form.ts';
import { ContactFields, DeathField, IdentityFields } from './patient-form-fields.tsx';
import { birthAgeSex, naturalName } from './patient-text.ts';
import { isRestricted, RestrictedPrompt } from './restricted-prompt.tsx';
import { useFocusFirstError, useLeftFields } from './use-left-fields.ts';

/** Changes a patient's data. */
export function EditPanel({
  patientId,
  today,
}: {
  readonly patientId: PatientId;
  readonly today: PlainDate;
}) {
  const strings = useStrings().patients;
  const chart = useDeskQuery('patients.chart', { patientId });
  if (chart.data !== undefined && !isRestricted(chart.error))
    return <EditForm patient={chart.data.patient} today={today} />;
  return (
    <Panel title={strings.edit} onClose={() => openChart(patientId)}>
      {chart.error === null ? (
        <Skeleton />
      ) : isRestricted(chart.error) ? (
        <RestrictedPrompt patientId={patientId} />
      ) : (
        <ErrorState failure={chart.error} onRetry={() => void chart.refetch()} />
      )}
    </Panel>
  );
}

function EditForm({ patient, today }: { readonly patient: Patient; readonly today: PlainDate }) {
  const strings = useStrings();
  const back = (): void => openChart(patient.id);
  const [edit, keep, drop] = useDraft<EditDraft>(`patients/edit/${patient.id}`, NO_EDITS);
  const { leave, leaveAll, shown } = useLeftFields();
  const command = useDeskCommand('patients.edit');
  const undoing = useDeskCommand('patients.undo');
  const form = useRef<HTMLDivElement>(null);
  const focusFirstError = useFocusFirstError(form);
  const onFile = draftOf(patient);
  const draft = { ...onFile, ...edit.edits };
  const visible = shown({ ...fieldErrors(draft, today), ...refusedFields(command.failure?.fields) });
  const overtaken = overtakenFields(edit, onFile);
  const hints: Partial<Record<PatientFieldName, string>> = Object.fromEntries(
    overtaken.map((field) => [field, strings.patients.nowReads(fieldText(field, `${patient[field]}`))]),
  );
  const isTouched = Object.keys(edit.edits).length > 0;

  const save = (): void => {
    const fields = fieldsOf(draft, today);
    if (command.isPending) return;
    if (fields === undefined) {
      leaveAll();
      focusFirstError();
      return;
    }
    const changes = changesOf(edit, patient, fields);
    const done = (saved?: { readonly operationId: OperationId }): void => {
      drop();
      if (saved === undefined) showToast(strings.patients.saved);
      else
        sayWithUndo(
          strings.patients.saved,
          () => undoing.run({ patientId: patient.id, operationId: saved.operationId }),
          strings.people.changeUndone,
        );
      back();
    };
    if (Object.keys(changes).length === 0) {
      done();
      return;
    }
    command.run({ patientId: patient.id, version: patient.version, changes }).then(done, () => {
      leaveAll();
      focusFirstError();
    });
  };
  useShortcuts('panel', { 'Ctrl+Enter': save });
  const fieldProps = {
    draft,
    today,
    errors: visible,
    hints,
    onLeave: leave,
    onChange: (change: Partial<typeof draft>) => {
      if (command.failure !== null) command.reset();
      keep((before) => typeOver(before, onFile, change));
    },
  };
  const isOvertaken = overtaken.length > 0 || command.failure?.code === 'patients/changed-meanwhile';
  const wrong = Object.keys(visible).length;
  return (
    <Panel
      title={strings.patients.editTitle(naturalName(patient))}
      subtitle={`${birthAgeSex(patient, today)} · ${strings.patients.mrn(patient.mrn)}`}
      onClose={back}
      foot={
        <>
          <Button look="quiet" disabled={!isTouched} onClick={drop}>
            {strings.patients.clear}
          </Button>
          {wrong > 0 ? (
            <span className="field__error">{strings.patients.errors.fixFirst(wrong)}</span>
          ) : (
            <span className="muted small">{isTouched ? '' : strings.patients.nothingChanged}</span>
          )}
          <PanelNext>
            <Button
              look="primary"
              shortcut="Ctrl+Enter"
              onClick={save}
              disabled={!isTouched}
              aria-busy={command.isPending}
            >
              {strings.patients.saveChanges}
            </Button>
          </PanelNext>
        </>
      }
    >
      <div ref={form} className="form">
        {isOvertaken ? (
          <Notice>{strings.patients.changedMeanwhile}</Notice>
        ) : command.failure === null ? null : (
          <Notice tone="bad">{command.failure.message}</Notice>
        )}
        <IdentityFields {...fieldProps} autoFocus />
        <Section title={strings.patients.contact}>
          <ContactFields {...fieldProps} />
        </Section>
        <DeathField {...fieldProps} />
      </div>
    </Panel>
  );
}
