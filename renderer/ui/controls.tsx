import './controls.css';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { type Cents, formatCents } from '../../shared/kernel/money.ts';

/** A key as it stands on the keyboard, shown where it acts. Screen readers get it from `aria-keyshortcuts`. */
export function Key({ children }: { readonly children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  );
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly small?: boolean | undefined;
  readonly icon?: ReactNode;
  /** The key that does the same, as `Ctrl+Enter`. */
  readonly shortcut?: string | undefined;
  readonly submit?: boolean | undefined;
}

const KEY_FACES: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** `Ctrl ↵` for `Ctrl+Enter`. */
export function keyFace(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => KEY_FACES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

/** A button with its key on it. */
export function Button({
  look = 'plain',
  small,
  icon,
  shortcut,
  submit,
  children,
  className,
  ...rest
}: ButtonProps) {
  const classes = ['button', `button--${look}`, small === true ? 'button--small' : '', className ?? ''];
  return (
    <button
      {...rest}
      type={submit === true ? 'submit' : 'button'}
      className={classes.filter(Boolean).join(' ')}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut.replace('Ctrl', 'Control') })}
    >
      {icon}
      {children}
      {shortcut === undefined ? null : <Key>{keyFace(shortcut)}</Key>}
    </button>
  );
}

export type Tone = 'neutral' | 'warn' | 'bad' | 'good' | 'info' | 'accent' | 'flag';

/** The outline inside an 8 by 8 box that tells a tone apart without its colour. */
const SHAPES: Readonly<Record<Tone, ReactNode>> = {
  neutral: <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  warn: <path d="M4 0.5 8 7.5H0Z" fill="currentColor" />,
  bad: <path d="M4 0 8 4 4 8 0 4Z" fill="currentColor" />,
  good: <path d="M0.8 4.2 3.1 6.5 7.2 1.7" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  info: <rect x="0.5" y="0.5" width="7" height="7" rx="1.5" fill="currentColor" />,
  accent: <circle cx="4" cy="4" r="3.5" fill="currentColor" />,
  flag: <path d="M1 0.5v7.5M1 1h6L5.2 3 7 5H1" fill="currentColor" stroke="currentColor" />,
};

/** A status as a word and a shape, never a colour alone. */
export function Pill({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={`pill pill--${tone}`}>
      <svg className="pill__shape" viewBox="0 0 8 8" aria-hidden="true">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  );
}

/** An amount with cents in tabular figures; what is not owed is a dash when `dash` is given. */
export function MoneyText({ amount, dash }: { readonly amount: Cents; readonly dash?: boolean | undefined }) {
  return <span className="money">{dash === true && amount === 0 ? '—' : formatCents(amount)}</span>;
}
