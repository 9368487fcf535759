import { useInfiniteQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AuditKind, AuditRow } from '../../shared/audit/contract.ts';
import type { PatientId, StaffId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { type ApiFailure, ask } from '../data/bridge.ts';

/** What of the audit is asked for; null is any. */
export interface AuditFilter {
  readonly patientId: PatientId | null;
  readonly staffId: StaffId | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly kind: AuditKind | null;
}

export const EVERYTHING: AuditFilter = { patientId: null, staffId: null, from: null, to: null, kind: null };

const PAGE = 100;

/** The audit page by page, newest first; read anew each time the room is opened, for no commit announces it. */
export function useAudit(filter: AuditFilter) {
  const pages = useInfiniteQuery<
    OutputOf<'audit.list'>,
    ApiFailure,
    AuditRow[],
    readonly unknown[],
    number | null
  >({
    queryKey: ['audit.list', filter],
    queryFn: ({ pageParam }) => ask('audit.list', { ...filter, before: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages: read }) => read.flatMap(({ rows }) => rows),
    staleTime: 0,
    gcTime: 0,
  });
  return pages;
}
