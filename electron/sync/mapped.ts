import { VERIFIED_KINDS } from '../audit/record-kinds.ts';
import type { RecordKind } from '../engine/records.ts';
import type { CompanionMapping, FieldValues, RecordMapping } from '../fhir/record-mapping.ts';
import { COMPANION_MAPPINGS, RECORD_MAPPINGS } from '../fhir/records/index.ts';

/** A kind of record with the way in which it travels. */
export interface SyncedKind {
  readonly kind: RecordKind;
  readonly mapping: RecordMapping<SyncedRow>;
  readonly companions: readonly CompanionMapping<SyncedRow>[];
  /** Entries of a ledger: written once, corrected by another one. */
  readonly isImmutable: boolean;
}

export type SyncedRow = FieldValues & { readonly id: string };

const SYNCED: ReadonlyMap<string, SyncedKind> = new Map(
  (RECORD_MAPPINGS as unknown as readonly RecordMapping<SyncedRow>[]).flatMap((mapping) => {
    const kind = VERIFIED_KINDS.get(mapping.recordType);
    if (!kind) return [];
    const companions = (COMPANION_MAPPINGS as unknown as readonly CompanionMapping<SyncedRow>[]).filter(
      ({ recordType }) => recordType === mapping.recordType,
    );
    const isImmutable = kind.undo.kind === 'reversing-entry';
    return [[mapping.recordType, { kind, mapping, companions, isImmutable }] as const];
  }),
);

/** How records of a type travel, by what the change log calls them. */
export function syncedKind(recordType: string): SyncedKind | undefined {
  return SYNCED.get(recordType);
}

/** Every kind of record that travels. */
export function syncedKinds(): readonly SyncedKind[] {
  return [...SYNCED.values()];
}

/** Every type of resource in which our records travel, those first that others refer to. */
export function syncedResourceTypes(): readonly string[] {
  const ordered = [...SYNCED.values()].sort((left, right) => left.kind.rank - right.kind.rank);
  const types = ordered.flatMap(({ mapping, companions }) => [
    mapping.resourceType,
    ...companions.map(({ resourceType }) => resourceType),
  ]);
  return [...new Set(types)];
}
