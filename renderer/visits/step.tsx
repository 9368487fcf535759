import { type ReactNode, useId } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { IconCheck } from '../ui/icons.ts';

interface StepProps {
  readonly title: string;
  readonly number: number;
  readonly done: boolean;
  /** Half a line: what there is when done, what is asked when not. */
  readonly summary?: ReactNode;
  readonly shortcut?: string | undefined;
  /** What the step asks; shown while it is the one being worked on. */
  readonly children?: ReactNode;
  readonly open?: boolean | undefined;
  readonly onToggle?: (() => void) | undefined;
}

/** One step of a visit: a tick and half a line once satisfied, a box with its question while it is not. */
export function Step({
  title,
  number,
  done,
  summary,
  shortcut,
  children,
  open = false,
  onToggle,
}: StepProps) {
  const { visits } = useStrings();
  const id = useId();
  const isOpen = open && children !== undefined;
  const line = (
    <>
      <span className="step__title">{title}</span>
      {summary === undefined ? null : <span className="step__summary">{summary}</span>}
      <span className="visually-hidden">, {done ? visits.stepDone : visits.stepOpen}</span>
    </>
  );
  return (
    <li className={`step${isOpen ? ' step--open' : ''}${done ? ' step--done' : ''}`}>
      <div className="step__line">
        <span className="step__mark" aria-hidden="true">
          {done ? <IconCheck size={13} stroke={3} /> : number}
        </span>
        {onToggle === undefined ? (
          <span className="step__text">{line}</span>
        ) : (
          <button
            type="button"
            className="step__text"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={onToggle}
            {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
          >
            {line}
          </button>
        )}
        {shortcut === undefined ? null : <Key>{shortcut}</Key>}
      </div>
      {isOpen ? (
        <div className="step__body" id={id}>
          {children}
        </div>
      ) : null}
    </li>
  );
}
