import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField } from '../ui/fields.tsx';

/** Whose hours or whose block: a provider's, a room's, or with neither the whole practice's. */
export interface OfWhom {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
}

interface OfWhomFieldProps {
  readonly value: OfWhom;
  /** True where the whole practice may be chosen. */
  readonly offersAll: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: OfWhom) => void;
}

/** Chooses a provider, a room or the whole practice; one out of use is offered while it is chosen. */
export function OfWhomField({ value, offersAll, error, onChange }: OfWhomFieldProps) {
  const { arrange } = useStrings();
  const frame = useFrame().data;
  const nameOf = useNameOf();
  const all: readonly OfWhom[] = [
    ...(offersAll ? [{ providerId: null, roomId: null }] : []),
    ...(frame?.providers ?? [])
      .filter(({ id, active }) => active || id === value.providerId)
      .map(({ id }) => ({ providerId: id, roomId: null })),
    ...(frame?.rooms ?? [])
      .filter(({ id, active }) => active || id === value.roomId)
      .map(({ id }) => ({ providerId: null, roomId: id })),
  ];
  return (
    <SelectField
      label={arrange.who}
      value={keyOf(value)}
      error={error}
      autoFocus
      options={all.map((each) => ({ value: keyOf(each), label: nameOf(each) }))}
      onChange={(chosen) => onChange(all.find((each) => keyOf(each) === chosen) ?? value)}
    />
  );
}

/** What somebody or a room is called. */
export function useNameOf(): (who: OfWhom) => string {
  const { arrange } = useStrings();
  const frame = useFrame().data;
  return ({ providerId, roomId }) => {
    if (providerId !== null) return frame?.providers.find(({ id }) => id === providerId)?.displayName ?? '';
    if (roomId !== null) return frame?.rooms.find(({ id }) => id === roomId)?.name ?? '';
    return arrange.whole;
  };
}

function keyOf({ providerId, roomId }: OfWhom): string {
  return providerId ?? roomId ?? 'all';
}
