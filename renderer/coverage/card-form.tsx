import './coverage.css';
import type { ReactNode } from 'react';

/** Fields in two columns; Enter sends them, and what is wrong is said by us, not by the browser. */
export function CardForm({
  onSend,
  children,
}: {
  readonly onSend: () => void;
  readonly children: ReactNode;
}) {
  return (
    <form
      className="card-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}
