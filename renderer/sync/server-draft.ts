import type { InputOf } from '../../shared/api/index.ts';
import type { Language } from '../../shared/kernel/time.ts';
import { connectSchema } from '../../shared/sync/server-contract.ts';
import { fieldFailuresIn } from '../strings/failures.ts';

type Connect = InputOf<'sync.connect'>;
export type SignInWay = Connect['credentials']['kind'];
export const SIGN_IN_WAYS: readonly SignInWay[] = ['none', 'bearer', 'basic', 'client', 'smart'];

/** What is typed of a server and how to get in. Memory only: it holds secrets. */
export interface ServerDraft {
  readonly address: string;
  readonly way: SignInWay;
  readonly token: string;
  readonly user: string;
  readonly password: string;
  readonly tokenAddress: string;
  readonly clientId: string;
  readonly secret: string;
  readonly privateKey: string;
  readonly keyId: string;
  readonly scope: string;
  /** Null where the system's own authorities are enough. */
  readonly authorities: string | null;
}
export type ServerField = keyof ServerDraft;

export const EMPTY_SERVER: ServerDraft = {
  address: '',
  way: 'smart',
  token: '',
  user: '',
  password: '',
  tokenAddress: '',
  clientId: '',
  secret: '',
  privateKey: '',
  keyId: '',
  scope: 'system/*.cruds',
  authorities: null,
};

/** The fields of each way to sign in, in their order on the screen. */
export const FIELDS_OF = {
  none: [],
  bearer: ['token'],
  basic: ['user', 'password'],
  client: ['tokenAddress', 'clientId', 'secret', 'scope'],
  smart: ['tokenAddress', 'clientId', 'keyId', 'scope', 'privateKey'],
} as const satisfies Readonly<Record<SignInWay, readonly ServerField[]>>;

/** The draft as the engine takes it. */
export function connectOf(draft: ServerDraft): Connect {
  const given = Object.fromEntries(FIELDS_OF[draft.way].map((field) => [field, draft[field].trim()]));
  return {
    address: draft.address.trim(),
    authorities: draft.authorities === null ? null : draft.authorities.trim(),
    credentials: { kind: draft.way, ...given } as Connect['credentials'],
  };
}

/** What is still wrong, by field: what is empty asks for itself, the rest is what the engine would refuse. */
export function serverErrors(
  draft: ServerDraft,
  required: string,
  language: Language,
): Readonly<Partial<Record<ServerField, string>>> {
  const messages: Record<string, string> = {};
  const needed = ['address', ...FIELDS_OF[draft.way], ...(draft.authorities === null ? [] : ['authorities'])];
  for (const issue of connectSchema.safeParse(connectOf(draft)).error?.issues ?? [])
    messages[String(issue.path.at(-1))] ??= issue.message;
  const shown: Record<string, string> = { ...fieldFailuresIn(language, messages) };
  for (const field of needed)
    if (String(draft[field as ServerField] ?? '').trim() === '') shown[field] = required;
  return shown;
}
