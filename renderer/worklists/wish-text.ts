import type { OutputOf } from '../../shared/api/index.ts';
import type { WaitingLine } from '../../shared/worklists/contract.ts';
import { DAYPARTS, type Daypart, type WishDraft } from '../calendar/find-draft.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';

/** The part of the day that a wish names. */
export function daypartOf({ opens, closes }: Pick<WaitingLine, 'opens' | 'closes'>): Daypart {
  const found = (Object.keys(DAYPARTS) as Daypart[]).find(
    (part) => DAYPARTS[part].opens === opens && DAYPARTS[part].closes === closes,
  );
  return found ?? 'any';
}

/** What somebody waits for as the search for a free time takes it. */
export function wishDraftOf(line: WaitingLine): WishDraft {
  const { typeId, weekdays, providerIds } = line;
  return { typeId, weekdays, providerIds, daypart: daypartOf(line) };
}

/** Says what somebody waits for, in a few words. */
export function useWishText(frame: OutputOf<'practice.frame'>): (line: WaitingLine) => string {
  const { calendar, visits, worklists } = useStrings();
  const formats = useFormats();
  return (line) => {
    const part = daypartOf(line);
    const providers = line.providerIds.map(
      (id) => frame.providers.find((provider) => provider.id === id)?.displayName ?? '',
    );
    return [
      frame.appointmentTypes.find(({ id }) => id === line.typeId)?.name ?? '',
      providers.length === 0 ? visits.anyProvider : providers.join(', '),
      part === 'any' ? '' : calendar.dayparts[part],
      line.weekdays.map((day) => calendar.weekdayNames[day - 1]).join(' '),
      worklists.until(formats.date(line.untilDay)),
    ]
      .filter((each) => each !== '')
      .join(' · ');
  };
}
