import { z } from 'zod';
import type { Cents } from '../../../shared/kernel/money.ts';
import type { RowOf } from '../../engine/records.ts';
import { priceRecord } from '../../practice/records.ts';
import { codeAt } from '../elements.ts';
import { amount, object, objects, text, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, line, money } from '../row-fields.ts';
import { codeText } from '../tidy.ts';

const ELEMENT = 'ChargeItemDefinition';
/** Codes of a price list are the practice's own, or its insurers'; whose, the row does not say. */
const PRICE_CODES = 'urn:anteroom:price';

/** A line of the price list. */
export const priceMapping: RecordMapping<RowOf<typeof priceRecord>> = {
  recordType: priceRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    code: line(),
    description: line(),
    amountCents: money(),
    active: flag(),
    position: count(),
  }),
  units: [],
  needs: {},
  toElements: (row) => {
    const code = codeText(row.code);
    return {
      url: `urn:uuid:${row.id}`,
      title: row.description,
      status: row.active ? 'active' : 'retired',
      code: code === undefined ? undefined : { coding: [{ system: PRICE_CODES, code }] },
      propertyGroup: [
        { priceComponent: [{ type: 'base', amount: { value: row.amountCents / 100, currency: 'USD' } }] },
      ],
    };
  },
  fromElements: (resource) => {
    const description = text(resource, 'title', `${ELEMENT}.title`);
    const amountCents = baseCents(resource);
    return {
      ...(description === '' ? {} : { description }),
      code: codeAt(resource, 'code', `${ELEMENT}.code`),
      active: text(resource, 'status', `${ELEMENT}.status`) !== 'retired',
      ...(amountCents === undefined ? {} : { amountCents }),
    };
  },
};

/** The base price in whole cents; undefined where it is in another currency, or in parts of a cent. */
function baseCents(resource: Unknown): Cents | undefined {
  const element = `${ELEMENT}.propertyGroup`;
  const components = objects(resource, 'propertyGroup', element).flatMap((group) =>
    objects(group, 'priceComponent', element),
  );
  const base = components.find((each) => text(each, 'type', element) === 'base');
  const price = base && object(base, 'amount', element);
  const value = price && amount(price, 'value', element);
  if (value === undefined || text(price ?? {}, 'currency', element) !== 'USD') return undefined;
  const cents = Math.round(value * 100);
  return cents / 100 === value ? (cents as Cents) : undefined;
}
