import type { OutputOf } from '../../shared/api/index.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import type { TaskLine } from '../../shared/tasks/contract.ts';
import { useSession } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';

export type Frame = OutputOf<'practice.frame'>;
export type Person = OutputOf<'tasks.people'>['people'][number];

/** How a task is said. */
export interface TaskWords {
  readonly title: (line: TaskLine) => string;
  readonly whose: (line: Pick<TaskLine, 'staffId' | 'role'>) => string;
  /** When it is due, as far as anybody said. */
  readonly due: (line: TaskLine) => string;
  readonly isLate: (line: TaskLine) => boolean;
}

/** The day by which a task is to be done; visits that stand on each other have theirs. */
export function dueDayOf({ dueDay, source, visits }: TaskLine): PlainDate | null {
  return dueDay ?? (source === 'overlap' ? (visits.at(-1)?.day ?? null) : null);
}

/** The words of tasks, for whoever is signed in. */
export function useTaskWords(frame: Frame, people: readonly Person[]): TaskWords {
  const { tasks, frame: frameWords, common } = useStrings();
  const formats = useFormats();
  const own = useSession()?.staffId;
  const isLate = (line: TaskLine): boolean => {
    const day = dueDayOf(line);
    return line.status === 'open' && day !== null && day < frame.day;
  };
  const overlap = ({ visits: [one, two] }: TaskLine): string =>
    one === undefined || two === undefined
      ? ''
      : one.patient.id === two.patient.id
        ? tasks.overlapSame(listName(one.patient))
        : tasks.overlap(listName(one.patient), listName(two.patient));
  return {
    isLate,
    title: (line) => {
      if (line.title !== '' && (line.source === 'receipt' || line.source === 'mrn'))
        return tasks.givenTwice[line.source](line.title);
      if (line.title !== '') return line.title;
      if (line.source === 'overlap') return overlap(line);
      return tasks.restrictedTask;
    },
    whose: ({ staffId, role }) => {
      if (role !== null) return tasks.role(frameWords.roles[role]);
      if (staffId === null) return tasks.anybody;
      const name = people.find(({ id }) => id === staffId)?.displayName ?? '';
      return staffId === own ? tasks.me(name) : name;
    },
    due: (line) => {
      const day = dueDayOf(line);
      if (day === null) return tasks.someTime;
      const [hour = 0, minute = 0] = (line.dueTime ?? '').split(':').map(Number);
      const time =
        line.dueTime === null
          ? ''
          : `, ${formats.time(instantOf(day, hour, minute, frame.zone), frame.zone)}`;
      const when = `${day === frame.day ? common.today : formats.date(day)}${time}`;
      return isLate(line) ? tasks.late(when) : when;
    },
  };
}
