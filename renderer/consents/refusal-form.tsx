import { useState } from 'react';
import type { Strings } from '../strings/en.ts';
import { Button } from '../ui/controls.tsx';
import { TextField } from '../ui/fields.tsx';

interface RefusalFormProps {
  readonly words: Strings['consents']['sheet'];
  readonly isPending: boolean;
  readonly onBack: () => void;
  readonly onKeep: (reason: string) => void;
}

/** Why nobody signed, in a word chosen or in own words: the good-faith effort, documented. */
export function RefusalForm({ words, isPending, onBack, onKeep }: RefusalFormProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < 3;
  return (
    <form
      className="signing__refusal"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isShort) onKeep(reason);
      }}
    >
      <div className="signing__reasons">
        {words.reasons.map((each) => (
          <Button key={each} small onClick={() => setReason(each)}>
            {each}
          </Button>
        ))}
      </div>
      <TextField
        label={words.reason}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={240}
        hint={words.reasonHint}
        error={tried && isShort ? words.reasonNeeded : undefined}
      />
      <footer className="signing__foot">
        <Button look="quiet" onClick={onBack}>
          {words.back}
        </Button>
        <span className="signing__next">
          <Button look="primary" submit shortcut="Enter" disabled={isPending}>
            {words.keepReason}
          </Button>
        </span>
      </footer>
    </form>
  );
}
