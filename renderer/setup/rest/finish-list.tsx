import './finish-list.css';
import { goToRoom } from '../../data/desk-store.ts';
import { useDeskQuery } from '../../data/queries.ts';
import { useMay } from '../../data/session.ts';
import { useSettingsPlace } from '../../settings/settings-place.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Button, Pill } from '../../ui/controls.tsx';
import { openRest } from './rest-store.ts';
import { lacksOnlyPins, whatIsThere } from './what-lacks.ts';

/** Beside an empty board, for who may set up the practice: what it still lacks. Gone once it lacks nothing. */
export function FinishList() {
  const may = useMay('practice.configure');
  const words = useStrings().setup.rest;
  const settings = useDeskQuery('practice.settings', {}, { enabled: may }).data;
  const staff = useDeskQuery('staff.list', {}, { enabled: may }).data?.staff;
  if (!may || settings === undefined || staff === undefined) return null;
  if (lacksOnlyPins(staff)) return <GivePins />;
  const there = whatIsThere(settings, staff);
  const first = there.find(([, isThere]) => !isThere)?.[0];
  if (first === undefined) return null;
  return (
    <section className="finish" aria-label={words.listTitle}>
      <h2 className="rest__title">{words.listTitle}</h2>
      <p className="muted">{words.listText}</p>
      <ul className="finish__list">
        {there.map(([step, isThere]) => (
          <li key={step}>
            <span>{words.steps[step]}</span>
            <Pill tone={isThere ? 'good' : 'neutral'}>{isThere ? words.isThere : words.isOpen}</Pill>
          </li>
        ))}
      </ul>
      <Button onClick={() => openRest(first)}>{words.goOn}</Button>
    </section>
  );
}

/** At a desk that joined: the people are here, and each needs a PIN at it. */
function GivePins() {
  const words = useStrings().server;
  const go = (): void => {
    useSettingsPlace.setState({ section: 'staff' });
    goToRoom('settings');
  };
  return (
    <section className="finish" aria-label={words.pinsTitle}>
      <h2 className="rest__title">{words.pinsTitle}</h2>
      <p className="muted">{words.pinsText}</p>
      <Button onClick={go}>{words.givePins}</Button>
    </section>
  );
}
