import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { IconCheck } from '../ui/icons.ts';
import { isTyping } from '../ui/shortcuts.ts';

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
  const item = useRef<HTMLLIElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    const opened = isOpen && !wasOpen.current;
    wasOpen.current = isOpen;
    if (!opened) return;
    item.current?.scrollIntoView({ block: 'nearest' });
    if (!isAtWork(document.activeElement)) body.current?.focus({ preventScroll: true });
  }, [isOpen]);
  useEffect(() => {
    // What is typed into stands above the buttons of the panel, with what is said beneath it.
    const show = ({ target }: FocusEvent): void => {
      if (isTyping(target)) (target as HTMLElement).scrollIntoView({ block: 'nearest' });
    };
    const element = item.current;
    element?.addEventListener('focusin', show);
    return () => element?.removeEventListener('focusin', show);
  }, []);
  const line = (
    <>
      <span className="step__title">{title}</span>
      {summary === undefined ? null : <span className="step__summary">{summary}</span>}
      <span className="visually-hidden">, {done ? visits.stepDone : visits.stepOpen}</span>
    </>
  );
  return (
    <li ref={item} className={`step${isOpen ? ' step--open' : ''}${done ? ' step--done' : ''}`}>
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
        <div className="step__body" id={id} ref={body} tabIndex={-1}>
          {children}
        </div>
      ) : null}
    </li>
  );
}

/** True while the keyboard is on something of the panel, or in a field anywhere: then it stays there. */
function isAtWork(active: Element | null): boolean {
  return isTyping(active) || (active?.closest('.panel') ?? active) !== active;
}
