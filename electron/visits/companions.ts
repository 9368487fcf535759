import type { Database } from 'better-sqlite3';
import type { Relationship } from '../../shared/patients/contract.ts';
import type { Companion } from '../../shared/visits/contract.ts';
import { prepared } from '../engine/statements.ts';

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
  const rows = prepared(
    db,
    `SELECT name, relationship FROM related_person WHERE patient_id = ? AND active = 1
     ORDER BY is_proxy DESC, is_guarantor DESC, is_emergency DESC, created_at, id LIMIT 6`,
  ).all(patientId) as { name: string; relationship: Relationship }[];
  return rows.flatMap(({ name, relationship }) => {
    const relation = RELATIONS[relationship];
    return relation === undefined || name === '' ? [] : [{ name, relation }];
  });
}
