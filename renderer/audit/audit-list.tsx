import type { AuditRow } from '../../shared/audit/contract.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { RowList } from '../ui/row-list.tsx';
import { sentenceOf } from './audit-words.ts';

/** The height of one row, in CSS pixels. */
const ROW = 40;

interface AuditListProps {
  readonly rows: readonly AuditRow[];
  readonly zone: string;
  readonly active: number;
  /** Grows whenever a key moved the active row, so that focus follows the key but not the mouse or a new answer. */
  readonly moves: number;
  /** The row whose panel is open. */
  readonly open: number | null;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (index: number) => void;
}

/** The rows of the audit, newest first. */
export function AuditList({ rows, zone, active, moves, open, hasMore, onMore, onOpen }: AuditListProps) {
  const strings = useStrings().audit;
  return (
    <RowList
      label={strings.list}
      columns="audit-row"
      head={
        <>
          <span>{strings.columns.when}</span>
          <span>{strings.columns.who}</span>
          <span>{strings.columns.what}</span>
        </>
      }
      count={rows.length}
      rowHeight={ROW}
      active={active}
      moves={moves}
      keyOf={(index) => rows[index]?.sequence ?? index}
      cellsOf={(index) => {
        const row = rows[index];
        return row === undefined ? null : <Cells row={row} zone={zone} />;
      }}
      isOpen={(index) => open !== null && rows[index]?.sequence === open}
      onOpen={onOpen}
      more={hasMore ? { words: strings.older, ask: onMore } : undefined}
    />
  );
}

function Cells({ row, zone }: { readonly row: AuditRow; readonly zone: string }) {
  const { audit: strings } = useStrings();
  const formats = useFormats();
  return (
    <>
      <span className="tabular muted">{formats.dateTime(row.at, zone)}</span>
      <span>{row.staffName === '' ? strings.nobody : row.staffName}</span>
      <span className={row.kind === 'refused' ? 'audit-row__refused' : undefined}>
        {row.via === null ? null : (
          <>
            <Pill tone="info">{strings.cli}</Pill>{' '}
          </>
        )}
        {sentenceOf(row, strings, formats)}
      </span>
    </>
  );
}
