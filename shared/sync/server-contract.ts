import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema } from '../kernel/time.ts';

const addressSchema = z
  .url({
    protocol: /^https?$/,
    hostname: /./,
    error: 'Write the whole address, as https://ehr.example/fhir.',
  })
  .max(500)
  .refine(
    (text) => !/[?#@]/.test(text),
    'Write the address without a name, a password or a question mark in it.',
  );
const secret = z.string().min(1, 'This is needed to sign in.').max(10_000);

/** How the desk signs in at the server. It never comes back out of the engine. */
export const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).strict(),
  z.object({ kind: z.literal('bearer'), token: secret }).strict(),
  z.object({ kind: z.literal('basic'), user: typedLine(200), password: secret }).strict(),
  z
    .object({
      kind: z.literal('client'),
      tokenAddress: addressSchema,
      clientId: typedLine(200),
      secret,
      scope: typedLine(500),
    })
    .strict(),
  z
    .object({
      kind: z.literal('smart'),
      tokenAddress: addressSchema,
      clientId: typedLine(200),
      privateKey: secret,
      keyId: typedLine(200),
      scope: typedLine(500),
    })
    .strict(),
]);

/**
 * How what is new gets there once (sync design 4.3): A by a condition on our identifier, B under an id of ours that must not
 * be there yet, C by a key that the server knows again, D by looking for it after every doubt.
 */
export const TIERS = ['A', 'B', 'C', 'D'] as const;

/** How a kind of record travels: in the resource made for it, in a Basic between our desks alone, or not at all. */
export const WAYS = ['sent', 'carried', 'kept-here'] as const;

/** What a server was seen to be able to do. */
export const capabilitiesSchema = z.object({
  software: z.string(),
  softwareVersion: z.string(),
  fhirVersion: z.string(),
  /** False where all of this is only what the server says of itself: it let us try nothing. */
  isTried: z.boolean(),
  tier: z.enum(TIERS),
  /** Makes what is new once however often it is asked (If-None-Exist). */
  conditionalCreate: z.boolean(),
  /** Lets us choose an id, and refuses one that is there already (If-None-Match). */
  updateCreate: z.boolean(),
  /** The header by which the server knows a create again; null where it knows none. */
  idempotencyKey: z.string().nullable(),
  /** Refuses a change that was made on an older version (If-Match). Without it, two changes within the same moment may hide one. */
  versionedUpdate: z.boolean(),
  /** Takes several writes in one request, and heeds the conditions of each. */
  batch: z.boolean(),
  mostPerBatch: z.number().int(),
  /** Finds what changed since a time. Without it, everything is read each time. */
  searchesByTime: z.boolean(),
  sortsByTime: z.boolean(),
  mostPerPage: z.number().int(),
  /** How each type of resource that we use is taken: `read` where it can only be looked at. */
  types: z.record(z.string(), z.enum(['write', 'read', 'absent'])),
  /** How each kind of our records travels. */
  kinds: z.record(z.string(), z.enum(WAYS)),
});

/** Where a server is, by what its certificate is known, and how the desk signs in. */
export const connectSchema = z
  .object({
    address: addressSchema,
    /** Certificates of the practice's own authority, in PEM; null where the system's are enough. */
    authorities: z.string().max(100_000).nullable(),
    credentials: credentialsSchema,
  })
  .strict();

export const serverContract = {
  'sync.server': query({
    summary: 'The server that the practice is connected to, and what it can do; null while it is to none.',
    input: z.object({}).strict(),
    output: z.object({
      server: z
        .object({
          address: z.string(),
          signsInBy: z.enum(['none', 'bearer', 'basic', 'client', 'smart']),
          hasAuthorities: z.boolean(),
          capabilities: capabilitiesSchema,
          connectedAt: instantSchema,
          connectedBy: z.string(),
        })
        .nullable(),
    }),
    access: 'practice.configure',
    reads: ['queue'],
    disclosure: 'none',
  }),
  'sync.connect': command({
    summary: 'Connect the practice to its FHIR server: ask it what it can do, and begin.',
    input: connectSchema.extend({
      /** Begin anew with this server: what another one had is set aside, and everything goes out again. */
      replace: z.boolean().optional(),
    }),
    output: capabilitiesSchema,
    access: 'practice.configure',
    touches: ['queue'],
  }),
  'sync.disconnect': command({
    summary: 'Forget the server and how to sign in there; what waits goes on waiting on this desk.',
    input: z.object({}).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['queue'],
  }),
  'sync.reconnect': command({
    summary: 'Take back a disconnection of a moment ago, as if the way in had not been forgotten.',
    input: z.object({}).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['queue'],
  }),
  'sync.setPlug': command({
    summary: 'Pull the plug of a demo practice’s line to its server, or put it back.',
    input: z.object({ isIn: z.boolean() }).strict(),
    output: z.object({}),
    access: 'signed-in',
    touches: ['queue'],
  }),
  'sync.now': command({
    summary: 'Sync at once, whatever wait is under way.',
    input: z.object({}).strict(),
    output: z.object({
      end: z.enum(['whole', 'partly', 'offline', 'unauthorized', 'stopped', 'not-connected']),
    }),
    access: 'signed-in',
    touches: [],
  }),
};
