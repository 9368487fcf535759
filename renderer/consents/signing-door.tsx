import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useHeldKeys } from '../ui/use-typed-ahead.ts';

/** What is signed weighs on nobody's start: the sheet and its pad are fetched when somebody signs. */
const Sheet = lazy(() =>
  import('./signing-sheet.tsx').then(({ SigningSheet }) => ({ default: SigningSheet })),
);

/** The sheet to sign, as soon as it is there; what is typed until then waits for it. */
export function SigningDoor(props: Omit<ComponentProps<typeof Sheet>, 'onThere'>) {
  const [isThere, setThere] = useState(false);
  useHeldKeys(isThere);
  return (
    <Suspense fallback={null}>
      <Sheet {...props} onThere={() => setThere(true)} />
    </Suspense>
  );
}
