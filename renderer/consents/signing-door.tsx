import { type ComponentProps, lazy, Suspense } from 'react';

/** What is signed weighs on nobody's start: the sheet and its pad are fetched when somebody signs. */
const Sheet = lazy(() =>
  import('./signing-sheet.tsx').then(({ SigningSheet }) => ({ default: SigningSheet })),
);

/** The sheet to sign, as soon as it is there. */
export function SigningDoor(props: ComponentProps<typeof Sheet>) {
  return (
    <Suspense fallback={null}>
      <Sheet {...props} />
    </Suspense>
  );
}
