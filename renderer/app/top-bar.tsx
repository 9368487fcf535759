import { clinicDay } from '../../shared/kernel/time.ts';
import type { Session } from '../../shared/staff/contract.ts';
import { useNow } from '../data/clock.ts';
import type { RoomName } from '../data/desk-store.ts';
import { lockWindow, useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { IconSearch } from '../ui/icons.ts';

interface TopBarProps {
  readonly session: Session;
  readonly room: RoomName;
  readonly onFind: () => void;
}

/** Where, when, the way to find anything, and who is working here. */
export function TopBar({ session, room, onFind }: TopBarProps) {
  const strings = useStrings();
  const frame = useFrame().data;
  return (
    <header className="top">
      <h1 className="top__title">{strings.frame.rooms[room]}</h1>
      <p className="top__when tabular">
        {frame === undefined ? null : <When zone={frame.zone} practice={frame.name} />}
      </p>
      <button type="button" className="top__find" onClick={onFind} aria-keyshortcuts="Control+K">
        <IconSearch size={15} aria-hidden="true" />
        <span>{strings.frame.paletteField}</span>
        <Key>Ctrl K</Key>
      </button>
      <button
        type="button"
        className="top__who"
        onClick={() => void lockWindow('asked')}
        title={strings.frame.switchPerson}
        aria-keyshortcuts="Control+L"
      >
        <span className="top__mark" aria-hidden="true">
          {session.initials}
        </span>
        <span className="top__person">
          <strong>{session.displayName}</strong>
          <span>
            {strings.frame.roles[session.role]}
            {frame === undefined ? '' : ` · ${frame.desk.name}`}
          </span>
        </span>
        <span className="visually-hidden">{strings.frame.switchPerson}</span>
      </button>
    </header>
  );
}

function When({ zone, practice }: { readonly zone: string; readonly practice: string }) {
  const now = useNow();
  const formats = useFormats();
  return (
    <>
      {formats.dayLong(clinicDay(now, zone))} · {formats.time(now, zone)}{' '}
      <span className="top__practice">· {practice}</span>
    </>
  );
}
