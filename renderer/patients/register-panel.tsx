import './patients.css';
import { useRef, useState } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { isMinor } from '../../shared/patients/relations.ts';
import { closePatientsPanel, openChart, useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useWhenAnswered } from '../data/when-answered.ts';
import { isAllAsked, RegisterOrigin } from '../scan/register-origin.tsx';
import { draftOfHousehold, REGISTER_DRAFT, REGISTER_ORIGIN, TYPED } from '../scan/register-scan.ts';
import { useStrings } from '../strings/use-strings.ts';
import { birthDateOf } from '../ui/birth-date-field.tsx';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { payerFields } from './household-like.ts';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { EMPTY_DRAFT, fieldErrors, fieldsOf, type PatientDraft, refusedFields } from './patient-form.ts';
import { ContactFields, IdentityFields } from './patient-form-fields.tsx';
import { naturalName } from './patient-text.ts';
import { useDuplicates } from './use-duplicates.ts';
import { useFocusFirstError, useLeftFields } from './use-left-fields.ts';

/** A new patient. Who may be here already is shown while typing, and never stands in the way. */
export function RegisterPanel({ today }: { readonly today: PlainDate }) {
  const strings = useStrings();
  const [draft, keep, drop] = useDraft<PatientDraft>(REGISTER_DRAFT, EMPTY_DRAFT);
  const [origin, keepOrigin, dropOrigin] = useDraft(REGISTER_ORIGIN, TYPED);
  const [isPressed, setPressed] = useState(false);
  const { leave, leaveAll, leaveNone, shown } = useLeftFields();
  const register = useDeskCommand('patients.register');
  const relate = useDeskCommand('patients.saveRelated');
  const form = useRef<HTMLDivElement>(null);
  const focusFirstError = useFocusFirstError(form);
  const errors = { ...fieldErrors(draft, today), ...refusedFields(register.failure?.fields) };
  const visible = shown(errors);
  const { duplicates, likely, isAnswered, question } = useDuplicates(draft, today);
  const [asked, setAsked] = useState<PatientId | null>(null);

  const send = (done: (patientId: PatientId, mrn: string) => void): void => {
    const fields = fieldsOf(draft, today);
    if (register.isPending) return;
    setPressed(true);
    if (fields === undefined || !isAllAsked(origin)) {
      leaveAll();
      focusFirstError();
      return;
    }
    // Who is here already is registered twice only by somebody who was shown them and pressed again.
    if (likely !== undefined && likely.id !== asked) {
      setAsked(likely.id);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('.duplicates__person')?.focus());
      return;
    }
    register.run({ fields }).then(
      ({ patientId, mrn }) => {
        if (origin.payer && isMinor(fields.birthDate, today))
          void relate.run({ patientId, relatedId: null, fields: payerFields(origin.payer) });
        drop();
        dropOrigin();
        setPressed(false);
        setAsked(null);
        done(patientId, mrn);
      },
      () => {
        leaveAll();
        focusFirstError();
      },
    );
  };
  const save = (): void =>
    send((patientId, mrn) => {
      showToast(strings.patients.registered(mrn));
      openChart(patientId);
    });
  /** The next one of a household keeps what they share: one card and three names are a family. */
  const saveAndNext = (): void =>
    send((patientId, mrn) => {
      const birthDate = birthDateOf(draft.birthDate, today);
      const isAdult = birthDate !== undefined && !isMinor(birthDate, today);
      keep(draftOfHousehold(draft));
      keepOrigin({
        ...TYPED,
        household: origin.household ?? naturalName(draft),
        payer: origin.payer ?? (isAdult ? { patientId, name: naturalName(draft) } : null),
      });
      showToast(strings.scan.registeredNext(naturalName(draft), mrn));
      leaveNone();
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLInputElement>('input[name="given"]')?.focus(),
      );
    });
  // A fast typist's Enter waits until it is known whether this person is here already.
  const pressSave = useWhenAnswered(question, isAnswered, save);
  const pressSaveAndNext = useWhenAnswered(question, isAnswered, saveAndNext);
  // Keys held down repeat: they must not answer the question that the first press asked.
  const once = (press: () => void) => (event: KeyboardEvent) => {
    if (!event.repeat) press();
  };
  useShortcuts('panel', { 'Ctrl+Enter': once(pressSave), 'Ctrl+Shift+Enter': once(pressSaveAndNext) });
  const clear = (): void => {
    drop();
    dropOrigin();
    setPressed(false);
    setAsked(null);
    leaveNone();
    register.reset();
    form.current?.querySelector('input')?.focus();
  };
  const change = (part: Partial<PatientDraft>): void => {
    if (register.failure !== null) register.reset();
    keep((before) => ({ ...before, ...part }));
  };
  const fieldProps = { draft, today, errors: visible, onChange: change, onLeave: leave };
  const wrong = Object.keys(visible).length;
  return (
    <Panel
      title={strings.patients.registerTitle}
      subtitle={strings.patients.registerHint}
      onClose={closePatientsPanel}
      foot={
        <>
          <Button look="quiet" onClick={clear}>
            {strings.patients.clear}
          </Button>
          {wrong > 0 ? <span className="field__error">{strings.patients.errors.fixFirst(wrong)}</span> : null}
          <Button shortcut="Ctrl+Shift+Enter" onClick={pressSaveAndNext}>
            {strings.scan.registerAnother}
          </Button>
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={pressSave} aria-busy={register.isPending}>
              {strings.patients.register}
            </Button>
          </PanelNext>
        </>
      }
    >
      <div ref={form} className="form">
        {register.failure === null ? null : <Notice tone="bad">{register.failure.message}</Notice>}
        <RegisterOrigin origin={origin} draft={draft} isPressed={isPressed} onChange={keepOrigin} />
        {origin.payer && isChild(draft.birthDate, today) ? (
          <Notice tone="info">{strings.people.likePays(origin.payer.name)}</Notice>
        ) : null}
        <IdentityFields {...fieldProps} autoFocus />
        <LikelyDuplicates
          duplicates={duplicates}
          today={today}
          asked={asked !== null && asked === likely?.id ? likely : undefined}
        />
        <Section title={strings.patients.contact}>
          <ContactFields {...fieldProps} />
        </Section>
      </div>
    </Panel>
  );
}

function isChild(typed: string, today: PlainDate): boolean {
  const birthDate = birthDateOf(typed, today);
  return birthDate !== undefined && isMinor(birthDate, today);
}
