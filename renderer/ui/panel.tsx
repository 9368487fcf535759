import './panel.css';
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from './controls.tsx';
import { useShortcuts } from './shortcuts.ts';

interface PanelProps {
  readonly title: ReactNode;
  /** Initials or a photo, or nothing. */
  readonly mark?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly flags?: ReactNode;
  readonly onClose: () => void;
  /** Buttons; wrap the one obvious next step in `<PanelNext>`. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
  readonly panelRef?: RefObject<HTMLElement | null> | undefined;
}

/** Work beside the list. Esc closes it; what was typed is kept by the form's draft. */
export function Panel({ title, mark, subtitle, flags, onClose, foot, children, panelRef }: PanelProps) {
  const strings = useStrings();
  const id = useId();
  const own = useRef<HTMLElement>(null);
  const panel = panelRef ?? own;
  useShortcuts('panel', { Escape: onClose });
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      if (element?.contains(document.activeElement)) requestAnimationFrame(focusHome);
    };
  }, [panel]);
  return (
    <aside className="panel" aria-labelledby={id} ref={panel} tabIndex={-1}>
      <header className="panel__head">
        {typeof mark === 'string' ? (
          <span className="panel__mark" aria-hidden="true">
            {mark}
          </span>
        ) : (
          mark
        )}
        <div className="panel__titles">
          <h2 className="panel__title" id={id}>
            {title}
          </h2>
          {subtitle === undefined ? null : <div className="panel__subtitle">{subtitle}</div>}
          {flags === undefined ? null : <div className="panel__flags">{flags}</div>}
        </div>
        <button
          type="button"
          className="panel__close"
          onClick={onClose}
          aria-label={strings.common.close}
          aria-keyshortcuts="Escape"
        >
          <Key>Esc</Key>
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="panel__body" tabIndex={0} role="group" aria-labelledby={id}>
        {children}
      </div>
      {foot === undefined ? null : <footer className="panel__foot">{foot}</footer>}
    </aside>
  );
}

/** Focus that a closed panel took with it goes to the row of the list it was opened from, or to the panel after it. */
function focusHome(): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  const home =
    document.querySelector<HTMLElement>('[data-panel-home]') ?? document.querySelector<HTMLElement>('.panel');
  home?.focus({ preventScroll: true });
}

/** True for a key pressed inside the panel, whose own it then is and not the list's beside it. */
export function isInPanel(event: Pick<Event, 'target'>): boolean {
  return event.target instanceof Element && event.target.closest('.panel') !== null;
}

/** Puts the one obvious next step at the bottom right. */
export function PanelNext({ children }: { readonly children: ReactNode }) {
  return <span className="panel__next">{children}</span>;
}

/** A titled part of a panel. */
export function Section({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h3 className="section__title" id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}
