import type { OutputOf } from '../../shared/api/index.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { Section } from '../ui/panel.tsx';

type History = OutputOf<'calendar.history'>;

interface VisitPastProps {
  readonly visitId: VisitId;
  readonly frame: OutputOf<'practice.frame'>;
}

/** Where a visit stood before, who moved it when and why, and the visits that it hangs together with. */
export function VisitPast({ visitId, frame }: VisitPastProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const past = useDeskQuery('calendar.history', { visitId });
  if (past.error !== null) return <ErrorState failure={past.error} onRetry={() => void past.refetch()} />;
  if (past.data === undefined) return <Skeleton lines={2} />;
  const { steps, replaces, replacedBy, series } = past.data;
  const moment = (at: number): string => formats.dateTime(at, frame.zone);
  const place = (step: History['steps'][number]): string => {
    const provider =
      frame.providers.find(({ id }) => id === step.providerId)?.displayName ?? visits.anyProvider;
    const when = step.starts === null ? visits.walkIn : moment(step.starts);
    return `${when} · ${provider} · ${calendar.minutes(step.minutes)}`;
  };
  const links = [
    [calendar.replaces, replaces],
    [calendar.replacedBy, replacedBy],
  ] as const;
  const inSeries = series.findIndex(({ id }) => id === visitId);
  return (
    <Section title={calendar.past}>
      {links.map(([words, linked]) =>
        linked === null ? null : (
          <p key={words} className="tabular">
            {words} {linked.starts === null ? formats.date(linked.day) : moment(linked.starts)} (
            {visits.status[linked.status].toLowerCase()})
          </p>
        ),
      )}
      {inSeries < 0 ? null : <p>{calendar.ofSeries(inSeries + 1, series.length)}</p>}
      <ol className="past">
        {steps.map((step) => (
          <li
            key={`${step.at} ${step.what} ${step.status}`}
            className={step.isUndone ? 'past__undone' : undefined}
          >
            <span className="tabular">
              {step.what === 'status'
                ? visits.status[step.status]
                : `${calendar.steps[step.what]} ${place(step)}`}
            </span>
            {step.why === '' ? null : <span>{step.why}</span>}
            <span className="muted tabular">
              {moment(step.at)} {step.by}
              {step.isUndone ? ` · ${calendar.takenBack}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
