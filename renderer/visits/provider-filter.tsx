import type { ProviderId } from '../../shared/kernel/ids.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Frame } from './visit-panel.tsx';

interface ProviderFilterProps {
  readonly providers: Frame['providers'];
  /** Whom the list of the day names: somebody who has left may still be one of them. */
  readonly named: ReadonlySet<ProviderId | null>;
  readonly providerId: ProviderId | null;
  readonly onProvider: (providerId: ProviderId | null) => void;
}

/** One provider or all, chosen in the head of their column. */
export function ProviderFilter({ providers, named, providerId, onProvider }: ProviderFilterProps) {
  const { visits } = useStrings();
  return (
    <select
      className={providerId === null ? 'board__filter' : 'board__filter board__filter--on'}
      aria-label={visits.providerFilter}
      value={providerId ?? ''}
      onChange={(event) => onProvider(event.target.value === '' ? null : (event.target.value as ProviderId))}
    >
      <option value="">{visits.allProviders}</option>
      {providers
        .filter(({ id, active }) => active || named.has(id))
        .map((provider) => (
          <option key={provider.id} value={provider.id}>
            {provider.displayName}
          </option>
        ))}
    </select>
  );
}
