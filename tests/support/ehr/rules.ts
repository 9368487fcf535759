/** What this EHR can do and what it refuses; `/metadata` tells most of it, as servers do. */
export interface Rules {
  readonly conditionalCreate: boolean;
  readonly conditionalUpdate: boolean;
  readonly updateCreate: boolean;
  /** With `versioned`, If-Match is passed over in silence; with `no-version`, nobody is told a version at all. */
  readonly versioning: 'no-version' | 'versioned' | 'versioned-update';
  readonly lastUpdatedSearch: boolean;
  /** Whether a search that nobody understands is refused, as by some, and not only answered without it. */
  readonly strictSearch: boolean;
  readonly softwareVersion: string;
  readonly transaction: boolean;
  readonly batch: boolean;
  readonly history: boolean;
  readonly patch: boolean;
  /** Whether a PUT heeds `If-None-Match: *`. No CapabilityStatement tells. */
  readonly ifNoneMatch: boolean;
  /** Name, in small letters, of the header that makes a POST repeatable; the repeat is answered with 409. */
  readonly idempotencyHeader: string | undefined;
  /** Types that only answer reads, or are not there at all. */
  readonly types: Readonly<Record<string, 'read-only' | 'absent'>>;
  /** What a stale If-Match is answered with: 409 is what HAPI does. */
  readonly staleStatus: 409 | 412;
  /** Whether a reference to a resource that is not there is refused. */
  readonly referentialIntegrity: boolean;
  readonly defaultCount: number;
  readonly maxCount: number;
  readonly maxTransactionEntries: number;
  readonly maxBatchEntries: number;
  readonly maxBodyBytes: number;
}

export const DEFAULT_RULES: Rules = {
  conditionalCreate: true,
  conditionalUpdate: true,
  updateCreate: true,
  versioning: 'versioned-update',
  lastUpdatedSearch: true,
  strictSearch: false,
  softwareVersion: '1',
  transaction: true,
  batch: true,
  history: true,
  patch: true,
  ifNoneMatch: true,
  idempotencyHeader: undefined,
  types: {},
  staleStatus: 412,
  referentialIntegrity: true,
  defaultCount: 20,
  maxCount: 200,
  maxTransactionEntries: 50,
  maxBatchEntries: 200,
  maxBodyBytes: 5_000_000,
};

/** The ways in which a server lets a create be repeated, from the safest to none (sync design, 4.3). */
export const TIERS = {
  A: {},
  B: { conditionalCreate: false, conditionalUpdate: false },
  C: {
    conditionalCreate: false,
    conditionalUpdate: false,
    updateCreate: false,
    ifNoneMatch: false,
    idempotencyHeader: 'x-amz-fhir-idempotency-key',
  },
  D: {
    conditionalCreate: false,
    conditionalUpdate: false,
    updateCreate: false,
    ifNoneMatch: false,
    transaction: false,
    batch: false,
    history: false,
  },
} as const satisfies Record<string, Partial<Rules>>;
