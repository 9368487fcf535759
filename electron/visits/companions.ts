import type { Database } from 'better-sqlite3';
import type { Relationship } from '../../shared/patients/contract.ts';
import type { Companion } from '../../shared/visits/contract.ts';
import { relatedOf } from '../patients/belongings.ts';

/** What somebody who comes with a child is to the child; who is none of these does not bring one along. */
const RELATIONS: Partial<Record<Relationship, Companion['relation']>> = {
  parent: 'parent',
  guardian: 'guardian',
  grandparent: 'grandparent',
  sibling: 'sibling',
  relative: 'relative',
  caregiver: 'caregiver',
  other: 'other',
};

/** Who is known to come with a child: those who may decide first, then those who pay. */
export function companionsOf(db: Database, patientId: string): Companion[] {
  return relatedOf(db, patientId)
    .toSorted((left, right) => rankOf(left) - rankOf(right))
    .flatMap(({ name, relationship }) => {
      const relation = RELATIONS[relationship];
      return relation === undefined || name === '' ? [] : [{ name, relation }];
    });
}

function rankOf({ isProxy, isGuarantor }: { isProxy: boolean; isGuarantor: boolean }): number {
  return isProxy ? 0 : isGuarantor ? 1 : 2;
}
