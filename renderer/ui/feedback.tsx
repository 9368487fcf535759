import './feedback.css';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiFailure } from '../data/bridge.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from './controls.tsx';
import { IconAlertTriangle } from './icons.ts';

/** Before this time a wait is not worth showing, in milliseconds. */
const SKELETON_AFTER = 200;

/** Grey lines while an answer is on its way; nothing at all for the first 200 ms. */
export function Skeleton({ lines = 6 }: { readonly lines?: number | undefined }) {
  const strings = useStrings();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className="skeleton" role="status" aria-label={strings.common.loading}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={index} className="skeleton__line" />
      ))}
    </div>
  );
}

interface StateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: ReactNode;
}

/** Nothing to show, said kindly, with the way on. */
export function EmptyState({ icon, title, text, action }: StateProps) {
  return (
    <div className="state">
      {icon}
      <p className="state__title">{title}</p>
      {text === undefined ? null : <p className="state__text">{text}</p>}
      {action}
    </div>
  );
}

/** What went wrong and the way out. */
export function ErrorState({
  failure,
  onRetry,
}: {
  readonly failure: Error | null;
  readonly onRetry?: (() => void) | undefined;
}) {
  const strings = useStrings();
  const known = failure instanceof ApiFailure ? failure : null;
  return (
    <div className="state" role="alert">
      <IconAlertTriangle size={22} aria-hidden="true" />
      <p className="state__title">{known?.message ?? strings.common.somethingWrong}</p>
      {known !== null && known.ref !== '' ? (
        <p className="state__text">{strings.common.reference(known.ref)}</p>
      ) : null}
      {onRetry === undefined ? null : <Button onClick={onRetry}>{strings.common.tryAgain}</Button>}
    </div>
  );
}

/** A sentence in a coloured box with its sign. */
export function Notice({
  tone = 'warn',
  children,
}: {
  readonly tone?: 'info' | 'warn' | 'bad' | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
