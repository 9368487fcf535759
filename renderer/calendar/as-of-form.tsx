import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { instantOf } from '../../shared/kernel/time.ts';
import { DayField } from '../coverage/day-field.tsx';
import { dayText, readDay } from '../coverage/day-text.ts';
import { useNow } from '../data/clock.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { TextField } from '../ui/fields.tsx';

interface AsOfFormProps {
  readonly frame: OutputOf<'practice.frame'>;
  readonly onShow: (asOf: number) => void;
  readonly onClose: () => void;
}

/** A time by the clock on the wall as the desk types it: `10:42`, `2:30 pm`, `14:30`; undefined for anything else. */
export function readTime(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const [, hours = '', minutes = '0', half = ''] =
    /^(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(text.trim()) ?? [];
  const typed = Number(hours);
  const minute = Number(minutes);
  const isTwelve = half !== '';
  if (hours === '' || minute > 59 || typed > (isTwelve ? 12 : 23) || (isTwelve && typed === 0))
    return undefined;
  const hour = isTwelve ? (typed % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : typed;
  return { hour, minute };
}

/** Asks for the past minute as which the schedule is shown. */
export function AsOfForm({ frame, onShow, onClose }: AsOfFormProps) {
  const { calendar, common } = useStrings();
  const now = useNow();
  const [day, setDay] = useState(dayText(frame.day));
  const [time, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const read = readTime(time);
  const on = readDay(day);
  const at = read && on ? instantOf(on, read.hour, read.minute, frame.zone) : undefined;
  const isWrong = at === undefined || at > now;
  const submit = (): void => {
    setTried(true);
    if (at !== undefined && !isWrong) onShow(at);
  };
  return (
    <form
      className="calendar__past"
      noValidate
      aria-label={calendar.asItStoodTitle}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <DayField label={calendar.asOfDay} text={day} onChange={setDay} />
      <TextField
        label={calendar.asOfTime}
        value={time}
        onChange={setTime}
        maxLength={10}
        autoFocus
        error={tried && isWrong ? calendar.asOfWrong : undefined}
      />
      <Button look="primary" shortcut="Enter" onClick={submit}>
        {calendar.asOfShow}
      </Button>
      <Button onClick={onClose}>{common.close}</Button>
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        {calendar.asOfShow}
      </button>
    </form>
  );
}
