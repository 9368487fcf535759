import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followAppearance } from './app/appearance.ts';
import { onLock } from './data/bridge.ts';
import { useDesk } from './data/desk-store.ts';
import { learnEntryState } from './data/entry.ts';
import { followTopics, queryClient, whenSignedOut } from './data/queries.ts';
import { learnRoster, lockWindow, resumeSession } from './data/session.ts';
import { listenForScans } from './scan/listen.ts';
import { followLanguage } from './strings/use-strings.ts';

followAppearance();
listenForScans();
followLanguage();
followTopics();
onLock(() => void lockWindow('system'));
whenSignedOut(() => {
  if (useDesk.getState().staffId !== null) void lockWindow('system');
});

const place = document.getElementById('desk');
if (place === null) throw new Error('the page has no place for the desk');
const root = createRoot(place);
const show = (): void =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
// A window that cannot learn who is signed in shows the sign-in screen, which says what is wrong.
Promise.all([learnEntryState(), resumeSession(), learnRoster()]).then(show, show);
