import type { KeyboardEvent, Ref } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';

interface BoardFindProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly text: string;
  readonly count: number;
  readonly onText: (text: string) => void;
  /** Enter: open whom the list shows first. */
  readonly onEnter: () => void;
  /** Esc, or down into the list. */
  readonly onLeave: () => void;
}

/** Narrows the list as one types; `/` brings you here. */
export function BoardFind({ inputRef, text, count, onText, onEnter, onLeave }: BoardFindProps) {
  const { visits } = useStrings();
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey) onEnter();
    else if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Escape') {
      onText('');
      onLeave();
    } else return;
    event.preventDefault();
  };
  return (
    <span className="find">
      <input
        ref={inputRef}
        className="find__field"
        type="text"
        value={text}
        placeholder={visits.findShort}
        aria-label={visits.find}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={press}
      />
      {text === '' ? <Key>/</Key> : null}
      <span className="visually-hidden" role="status">
        {text === '' ? '' : visits.found(count)}
      </span>
    </span>
  );
}
