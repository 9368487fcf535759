import { useState } from 'react';
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

/** Moves to the first field of the form that is marked wrong, once the marks are painted. */
export function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
