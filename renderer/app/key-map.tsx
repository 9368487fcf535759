import { useId } from 'react';
import { useMay } from '../data/session.ts';
import type { KeyGroup } from '../strings/en-frame.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key, keyFace } from '../ui/controls.tsx';
import { Overlay } from '../ui/overlay.tsx';

const ARROWS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Every key of the desk on one sheet. */
export function KeyMap({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings();
  const groups: readonly KeyGroup[] = [
    strings.frame.frameKeys,
    strings.visits.keys,
    strings.calendar.keys,
    strings.patients.keys,
    ...(useMay('tasks.work') ? [strings.tasks.keys] : []),
    ...(useMay('calendar.arrange') ? [strings.arrange.keys] : []),
    ...(useMay('audit.read') ? [strings.audit.keys] : []),
  ];
  return (
    <Overlay label={strings.frame.keyMapTitle} className="keymap" onClose={onClose}>
      <header className="keymap__head">
        <h2>{strings.frame.keyMapTitle}</h2>
        <button type="button" className="panel__close" onClick={onClose} aria-label={strings.common.close}>
          <Key>Esc</Key>
        </button>
      </header>
      <div className="keymap__groups">
        {groups.map((group) => (
          <KeyGroupList key={group.title} group={group} />
        ))}
      </div>
    </Overlay>
  );
}

function KeyGroupList({ group }: { readonly group: KeyGroup }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{group.title}</h3>
      <ul>
        {group.keys.map(([key, what]) => (
          <li key={key}>
            <kbd className="key">{ARROWS[key] ?? keyFace(key)}</kbd>
            <span>{what}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
