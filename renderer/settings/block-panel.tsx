import type { OutputOf } from '../../shared/api/index.ts';
import { type Arranging, blockFieldsSchema } from '../../shared/calendar/arrange-contract.ts';
import { ConcernedBookings } from '../calendar/stranded-list.tsx';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { CheckField, Field, TextField } from '../ui/fields.tsx';
import { DayLine } from './day-line.tsx';
import { RecordPanel } from './list-section.tsx';
import { OfWhomField } from './of-whom.tsx';
import { InUse } from './practice-lists.tsx';
import type { SettingsForm } from './use-form.ts';

type BlockRow = OutputOf<'calendar.arrangements'>['blocks'][number];
type BlockFields = Omit<BlockRow, 'id'>;

interface BlockPanelProps {
  /** Undefined for a new block. */
  readonly row: BlockRow | undefined;
  readonly onClose: () => void;
}

/** Time that is kept free, with the bookings that stand in it. */
export function BlockPanel({ row, onClose }: BlockPanelProps) {
  const { arrange } = useStrings();
  const frame = useFrame().data;
  const command = useDeskCommand('calendar.saveBlock');
  if (frame === undefined) return null;
  return (
    <RecordPanel
      key={row?.id}
      row={row}
      of="blocks"
      schema={blockFieldsSchema}
      empty={{
        providerId: null,
        roomId: null,
        fromDay: frame.day,
        untilDay: frame.day,
        opens: null,
        closes: null,
        reason: '',
        active: true,
      }}
      addTitle={arrange.newBlock}
      nameOf={({ reason }) => reason}
      fieldsOf={({ id: _id, ...fields }) => fields}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      undo="calendar.undoArrangement"
      onClose={onClose}
      fields={(form) => (
        <>
          <OfWhomField value={form.draft} offersAll error={undefined} onChange={form.change} />
          <TextField
            label={arrange.reason}
            hint={arrange.reasonHint}
            value={form.draft.reason}
            maxLength={80}
            error={form.error('reason')}
            onChange={(reason) => form.change({ reason })}
            onLeave={() => form.leave('reason')}
          />
          <BlockTimes form={form} />
          <InUse form={form} />
          <ConcernedBookings by={concerning(row?.id ?? null, form.draft)} />
        </>
      )}
    />
  );
}

/** The days, and the time on each of them. */
function BlockTimes({ form }: { readonly form: SettingsForm<BlockFields> }) {
  const { arrange } = useStrings();
  const { fromDay, untilDay, opens, closes } = form.draft;
  return (
    <>
      <div className="field-pair">
        <DayLine
          label={arrange.from}
          day={fromDay}
          error={form.error('fromDay')}
          // A block is mostly of one day: the last follows the first until it is told apart.
          onChange={(day) =>
            form.change({ fromDay: day, ...(untilDay === fromDay ? { untilDay: day } : {}) })
          }
        />
        <DayLine
          // Written anew where the first day has taken it along.
          key={untilDay === fromDay ? `${fromDay}` : 'own'}
          label={arrange.until}
          day={untilDay}
          error={form.error('untilDay')}
          onChange={(day) => form.change({ untilDay: day })}
        />
      </div>
      <CheckField
        label={arrange.wholeDays}
        checked={opens === null}
        onChange={(isWhole) =>
          form.change(isWhole ? { opens: null, closes: null } : { opens: '12:00', closes: '13:00' })
        }
      />
      {opens === null ? null : (
        <div className="field-pair">
          {(['opens', 'closes'] as const).map((end) => (
            <Field key={end} label={arrange[end]} error={form.error(end)}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="time"
                  className="field__control"
                  value={(end === 'opens' ? opens : closes) ?? ''}
                  onChange={(event) => form.change({ [end]: event.target.value })}
                  onBlur={() => form.leave(end)}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </>
  );
}

/** The block as the bookings in it are asked for: what it is for does not matter to that. */
function concerning(
  id: BlockRow['id'] | null,
  { active, reason: _reason, ...place }: BlockFields,
): Arranging | null {
  const isReadable = blockFieldsSchema.safeParse({ ...place, active, reason: 'any' }).success;
  return active && isReadable ? { kind: 'block', id, ...place } : null;
}
