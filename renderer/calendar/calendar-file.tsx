import './calendar-file.css';
import { useState } from 'react';
import type { ProviderId } from '../../shared/kernel/ids.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { DayField } from '../coverage/day-field.tsx';
import { dayText, readDay } from '../coverage/day-text.ts';
import { ApiFailure, saveCalendarFile } from '../data/bridge.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';

/** A week, the day on the screen among it. */
const DAYS = 7;

/** A provider's visits leave the desk as a file; nobody is named in it unless that is ticked. */
export function CalendarFile({
  providerId,
  day,
}: {
  readonly providerId: ProviderId;
  readonly day: PlainDate;
}) {
  const words = useStrings().paper.file;
  const { language } = useFormats();
  const [from, setFrom] = useState(dayText(day));
  const [until, setUntil] = useState(dayText(addDays(day, DAYS - 1)));
  const [withNames, setWithNames] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: 'bad' | 'info'; readonly text: string } | null>(null);
  const save = async (): Promise<void> => {
    const [fromDay, untilDay] = [readDay(from), readDay(until)];
    if (!fromDay || !untilDay || untilDay < fromDay) {
      setSaid({ tone: 'bad', text: words.wrongDays });
      return;
    }
    setSaid(null);
    try {
      const visits = await saveCalendarFile({ providerId, fromDay, untilDay, withNames, language });
      if (visits !== null) setSaid({ tone: 'info', text: words.saved(visits) });
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setSaid({ tone: 'bad', text: error.message });
    }
  };
  return (
    <section className="calendar-file" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="muted">{words.lead}</p>
      <div className="calendar-file__days">
        <DayField label={words.from} text={from} onChange={setFrom} />
        <DayField label={words.until} text={until} onChange={setUntil} />
      </div>
      <CheckField label={words.withNames} checked={withNames} onChange={setWithNames} />
      <p className="muted">{words.namesLead}</p>
      <div aria-live="polite">{said === null ? null : <Notice tone={said.tone}>{said.text}</Notice>}</div>
      <Button onClick={() => void save()}>{words.save}</Button>
    </section>
  );
}
