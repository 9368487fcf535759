import './server-fields.css';
import { useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { CheckField, Field, SelectField, TextField } from '../ui/fields.tsx';
import { FIELDS_OF, type ServerDraft, type ServerField, SIGN_IN_WAYS } from './server-draft.ts';

interface ServerFieldsProps {
  readonly draft: ServerDraft;
  readonly change: (change: Partial<ServerDraft>) => void;
  readonly error: (field: ServerField) => string | undefined;
  readonly leave: (field: ServerField) => void;
  readonly autoFocus?: boolean | undefined;
}

/** What nobody may read over a shoulder. */
const HIDDEN: readonly ServerField[] = ['token', 'password', 'secret'];
const LONGEST = 10_000;

/** Where the server is, and how this desk signs in there. */
export function ServerFields({ draft, change, error, leave, autoFocus }: ServerFieldsProps) {
  const words = useStrings().server;
  const hints: Partial<Record<ServerField, string>> = {
    tokenAddress: words.tokenAddressHint,
    keyId: words.keyIdHint,
  };
  return (
    <>
      <TextField
        label={words.address}
        name="address"
        hint={words.addressHint}
        value={draft.address}
        maxLength={500}
        autoFocus={autoFocus}
        error={error('address')}
        onChange={(address) => change({ address })}
        onLeave={() => leave('address')}
      />
      <SelectField
        label={words.signsIn}
        value={draft.way}
        options={SIGN_IN_WAYS.map((way) => ({ value: way, label: words.ways[way] }))}
        onChange={(way) => change({ way })}
      />
      {FIELDS_OF[draft.way].map((field) =>
        field === 'privateKey' ? (
          <PemField
            key={field}
            label={words.privateKey}
            hint={words.privateKeyHint}
            isSecret
            value={draft.privateKey}
            error={error(field)}
            onChange={(privateKey) => change({ privateKey })}
            onLeave={() => leave(field)}
          />
        ) : (
          <TextField
            key={field}
            label={words[field]}
            name={field}
            type={HIDDEN.includes(field) ? 'password' : 'text'}
            autoComplete={HIDDEN.includes(field) ? 'new-password' : 'off'}
            hint={hints[field]}
            value={draft[field]}
            maxLength={field === 'token' || field === 'secret' ? LONGEST : 500}
            error={error(field)}
            onChange={(typed) => change({ [field]: typed })}
            onLeave={() => leave(field)}
          />
        ),
      )}
      <CheckField
        label={words.ownAuthority}
        checked={draft.authorities !== null}
        onChange={(isOwn) => change({ authorities: isOwn ? '' : null })}
      />
      {draft.authorities === null ? null : (
        <PemField
          label={words.authorities}
          hint={words.authoritiesHint}
          value={draft.authorities}
          error={error('authorities')}
          onChange={(authorities) => change({ authorities })}
          onLeave={() => leave('authorities')}
        />
      )}
    </>
  );
}

interface PemFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly isSecret?: boolean | undefined;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

const MOST_PEM_BYTES = 100_000;

/** A key or certificates, pasted or out of a file. */
function PemField({ label, hint, isSecret = false, value, error, onChange, onLeave }: PemFieldProps) {
  const words = useStrings().server;
  const file = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    setTooLarge(chosen.size > MOST_PEM_BYTES);
    if (chosen.size <= MOST_PEM_BYTES) onChange(await chosen.text());
  };
  return (
    <>
      <Field label={label} hint={hint} error={isTooLarge ? words.fileTooLarge : error}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={`field__control field__control--pem${isSecret ? ' field__control--secret' : ''}`}
            rows={4}
            value={value}
            maxLength={MOST_PEM_BYTES}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setTooLarge(false);
              onChange(event.target.value);
            }}
            onBlur={onLeave}
          />
        )}
      </Field>
      <input
        ref={file}
        type="file"
        hidden
        accept=".pem,.key,.crt,.cer,.txt"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <div>
        <Button look="quiet" small onClick={() => file.current?.click()}>
          {words.fromFile}
        </Button>
      </div>
    </>
  );
}
