import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from './fhir-types.ts';

/** Statuses that Medplum's outcomes do not know; carried in the outcome's id, so that they survive a batch entry. */
const OWN_STATUS = /^status-(\d{3})$/;

/** An OperationOutcome that answers with the status. */
export function outcomeOf(status: number, code: string, text: string, expression?: string): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    id: `status-${status}`,
    issue: [
      {
        severity: 'error',
        code: code as OperationOutcome['issue'][number]['code'],
        details: { text },
        diagnostics: text,
        ...(expression ? { expression: [expression] } : {}),
      },
    ],
  };
}

/** What a handler throws to refuse a request with a status. */
export function refusal(
  status: number,
  code: string,
  text: string,
  expression?: string,
): OperationOutcomeError {
  return new OperationOutcomeError(outcomeOf(status, code, text, expression));
}

/** The HTTP status that an outcome stands for. */
export function statusOf(outcome: OperationOutcome): number {
  const own = OWN_STATUS.exec(outcome.id ?? '')?.[1];
  return own ? Number(own) : getStatus(outcome);
}
