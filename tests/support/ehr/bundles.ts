import { STATUS_CODES } from 'node:http';
import type { BundleEntry, OperationOutcome, SearchBundle } from './fhir-types.ts';
import { outcomeOf, statusOf } from './outcomes.ts';
import type { Rules } from './rules.ts';

/** Why a bundle is not even tried. Medplum's processor itself refuses more than 8 entries with a condition among them. */
export function bundleProblem(rules: Rules, bundle: unknown): OperationOutcome | undefined {
  const { resourceType, type, entry } = (bundle ?? {}) as Partial<SearchBundle>;
  if (resourceType !== 'Bundle' || (type !== 'batch' && type !== 'transaction'))
    return outcomeOf(400, 'invalid', 'Only a batch or a transaction can be sent here.');
  if (!rules[type]) return outcomeOf(400, 'not-supported', `A ${type} is not supported.`);
  const entries = entry?.length ?? 0;
  if (type === 'transaction' && entries > rules.maxTransactionEntries)
    return outcomeOf(400, 'too-costly', `A transaction may have ${rules.maxTransactionEntries} entries.`);
  if (type === 'batch' && entries > rules.maxBatchEntries)
    return outcomeOf(413, 'too-long', `A batch may have ${rules.maxBatchEntries} entries.`);
  return undefined;
}

/** `Patient?identifier=x` as a condition means `identifier=x`; the processor knows only the second. */
export function normalizeConditions(rules: Rules, bundle: SearchBundle): void {
  for (const { request } of bundle.entry ?? []) {
    if (!request?.ifNoneExist) continue;
    if (rules.conditionalCreate) request.ifNoneExist = request.ifNoneExist.replace(/^[A-Za-z]*\?/, '');
    else delete request.ifNoneExist;
  }
}

/** The answered bundle as other servers send it: statuses in words, version and stamp of what was written. */
export function completeAnswer(bundle: SearchBundle, preference: string): SearchBundle {
  return { ...bundle, entry: (bundle.entry ?? []).map((entry) => completeEntry(entry, preference)) };
}

function completeEntry({ resource, response, ...rest }: BundleEntry, preference: string): BundleEntry {
  const outcome = response?.outcome as OperationOutcome | undefined;
  const status = outcome ? statusOf(outcome) : Number(response?.status ?? 200);
  const meta = resource?.meta as { versionId?: string; lastUpdated?: string } | undefined;
  const isStored = response?.location !== undefined && meta?.versionId !== undefined;
  const isMinimal = isStored && preference.includes('return=minimal');
  const completed = {
    ...rest,
    response: {
      status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
      ...(status >= 400 ? { outcome } : {}),
      ...(isStored
        ? {
            location: `${response.location}/_history/${meta.versionId}`,
            etag: `W/"${meta.versionId}"`,
            lastModified: meta.lastUpdated,
          }
        : {}),
    },
    ...(resource && !isMinimal ? { resource } : {}),
  };
  return completed as BundleEntry;
}
