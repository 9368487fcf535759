import { type RefObject, useEffect, useState } from 'react';
import type { PatientFieldName } from '../../shared/patients/contract.ts';
import type { FieldErrors } from './patient-form.ts';

/** Shows errors only of fields that were left, or of all once saving was tried: nobody is corrected while typing. */
export function useLeftFields() {
  const [left, setLeft] = useState<ReadonlySet<PatientFieldName> | 'all'>(new Set());
  const leave = (field: PatientFieldName): void => {
    if (left !== 'all' && !left.has(field)) setLeft(new Set([...left, field]));
  };
  const shown = (errors: FieldErrors): FieldErrors =>
    left === 'all'
      ? errors
      : Object.fromEntries(Object.entries(errors).filter(([field]) => left.has(field as PatientFieldName)));
  return { leave, leaveAll: () => setLeft('all'), leaveNone: () => setLeft(new Set()), shown };
}

/** Answers what to call to move to the first field of the form that is marked wrong, once the marks are there. */
export function useFocusFirstError(form: RefObject<HTMLElement | null>): () => void {
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals, form]);
  return () => setRefusals((count) => count + 1);
}
