import './sign-in.css';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { loadFrame } from '../app/load-frame.ts';
import { useNow } from '../data/clock.ts';
import { useDesk } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { enterSession, useIsAccessEnded, useRoster } from '../data/session.ts';
import { DemoDoor } from '../setup/demo-door.tsx';
import { leadBackToRest } from '../setup/rest/rest-store.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Key } from '../ui/controls.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { StaffTiles } from './staff-tiles.tsx';

type Roster = OutputOf<'staff.roster'>;
type Person = Roster['staff'][number];

/** Nothing of a patient is on this screen, nor anywhere else in the window while it shows. */
export function SignIn() {
  const strings = useStrings();
  const roster = useRoster();
  const [person, setPerson] = useState<Person | null>(null);
  if (roster.data === undefined) {
    return roster.error === null ? (
      <Skeleton />
    ) : (
      <ErrorState failure={roster.error} onRetry={() => void roster.refetch()} />
    );
  }
  const { practiceName, deskName, zone, staff, demo, withoutPin } = roster.data;
  return (
    <main className="sign-in">
      <header className="sign-in__head">
        <h1>{practiceName}</h1>
        <p className="muted tabular">
          <DayAndTime zone={zone} /> · {deskName}
        </p>
      </header>
      <AccessEnded />
      <KeptWork />
      {person === null ? (
        <StaffTiles staff={staff} onChoose={setPerson} />
      ) : (
        <PinForm key={person.staffId} person={person} onBack={() => setPerson(null)} />
      )}
      {person === null && withoutPin > 0 ? (
        <p className="small muted">{strings.staff.withoutPin(withoutPin)}</p>
      ) : null}
      {demo ? <p className="sign-in__demo small muted">{strings.frame.demo}</p> : null}
      {person === null ? <DemoDoor /> : null}
    </main>
  );
}

function DayAndTime({ zone }: { readonly zone: string }) {
  const now = useNow();
  const formats = useFormats();
  return (
    <>
      {formats.dayLong(clinicDay(now, zone))} · {formats.time(now, zone)}
    </>
  );
}

/** Says why the desk locked under somebody's hands. */
function AccessEnded() {
  const strings = useStrings();
  return useIsAccessEnded() ? (
    <p className="sign-in__kept" role="status">
      {strings.staff.accessEnded}
    </p>
  ) : null;
}

/** Says that something half typed waits, without saying what or whose. */
function KeptWork() {
  const strings = useStrings();
  const isKept = useDesk((state) => Object.keys(state.drafts).length > 0);
  return isKept ? <p className="sign-in__kept muted">{strings.staff.locked}</p> : null;
}

function PinForm({ person, onBack }: { readonly person: Person; readonly onBack: () => void }) {
  const strings = useStrings();
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const signIn = useDeskCommand('staff.signIn');
  useShortcuts('panel', { Escape: onBack });
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pin === '' || signIn.isPending) return;
    Promise.all([signIn.run({ staffId: person.staffId, pin }), loadFrame()]).then(
      async ([{ session }]) => {
        // Whoever cannot be led there finds the list beside the board.
        await leadBackToRest(session).catch(() => undefined);
        enterSession(session);
      },
      () => {
        setPin('');
        field.current?.focus();
      },
    );
  };
  return (
    <form className="sign-in__form" onSubmit={submit} aria-label={strings.staff.pinFor(person.displayName)}>
      <div className="sign-in__person">
        <span className="staff-tile__mark" aria-hidden="true">
          {person.initials}
        </span>
        <span>
          <strong>{person.displayName}</strong>
          <br />
          <span className="muted">{strings.frame.roles[person.role]}</span>
        </span>
      </div>
      <TextField
        label={strings.staff.pinFor(person.displayName)}
        type="password"
        inputMode="numeric"
        value={pin}
        maxLength={64}
        inputRef={field}
        onChange={(value) => setPin(value)}
        error={signIn.failure === null || pin !== '' ? undefined : signIn.failure.message}
      />
      <div className="sign-in__actions">
        <Button look="quiet" onClick={onBack} aria-keyshortcuts="Escape">
          {strings.staff.back} <Key>Esc</Key>
        </Button>
        <Button look="primary" submit shortcut="Enter" disabled={pin === ''} aria-busy={signIn.isPending}>
          {signIn.isPending ? strings.staff.checking : strings.staff.signIn}
        </Button>
      </div>
    </form>
  );
}
