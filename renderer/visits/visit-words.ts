import type { VisitRow } from '../../shared/visits/contract.ts';

/** `Follow-up, blood pressure`: type and reason, the type only where the reason does not say it again. */
export function visitWords({ typeName, reason }: Pick<VisitRow, 'typeName' | 'reason'>): string {
  if (reason === '') return typeName;
  return reason.toLowerCase().includes(typeName.toLowerCase())
    ? reason
    : `${typeName}, ${reason.toLowerCase()}`;
}
