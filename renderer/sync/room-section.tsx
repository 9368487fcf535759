import { type ReactNode, useId } from 'react';

/** A titled part of the room itself, not of a panel beside it. */
export function RoomSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="section__title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
