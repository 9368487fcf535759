import './people.css';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { openChart } from '../data/desk-store.ts';
import { useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Section } from '../ui/panel.tsx';
import { registerAnotherOf } from './household-like.ts';
import { birthAgeSex, listName } from './patient-text.ts';
import { PersonMarks } from './person-marks.tsx';

/** Who lives or belongs together; each opens, and another one is registered with what they share. */
export function Household({
  chart,
  today,
}: {
  readonly chart: OutputOf<'patients.chart'>;
  readonly today: PlainDate;
}) {
  const { patients: strings, people } = useStrings();
  const mayWrite = useMay('patients.write');
  if (chart.household.length === 0 && !mayWrite) return null;
  return (
    <Section title={strings.household}>
      <ul className="chart__lines people">
        {chart.household.map((person) => (
          <li key={person.id}>
            <span>
              <button type="button" className="chart__link" onClick={() => openChart(person.id)}>
                {listName(person)}
              </button>
              <PersonMarks person={person} />
              <span className="chart__sub">{people.householdWhy[person.why]}</span>
            </span>
            <span className="small muted tabular">{birthAgeSex(person, today)}</span>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <Button small onClick={() => registerAnotherOf(chart.patient, today)}>
          {people.registerAnother}
        </Button>
      ) : null}
    </Section>
  );
}
