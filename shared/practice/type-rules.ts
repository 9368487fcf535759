import { z } from 'zod';
import { idSchema, type ProviderId, type RoomId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';

/** How many colours there are to tell kinds of visit apart; each has a name in words and a place from 0. */
export const TYPE_COLOR_COUNT = 8;

export const FOR_WHOM = ['any', 'new', 'established'] as const;
export type ForWhom = (typeof FOR_WHOM)[number];

/** How the calendar treats a kind of visit. */
export const typeRules = {
  color: z
    .number()
    .int()
    .min(0)
    .max(TYPE_COLOR_COUNT - 1),
  /** Minutes that the provider keeps free afterwards. */
  bufferMinutes: z.number().int().min(0, 'Write 0 or more minutes.').max(120, 'Two hours at most.'),
  /** What the patient is told beforehand. */
  preparation: typedLine(300),
  forWhom: z.enum(FOR_WHOM),
  /** Who sees it and where; empty is anybody, any room. */
  providerIds: z.array(idSchema<ProviderId>()).max(200),
  roomIds: z.array(idSchema<RoomId>()).max(200),
};

/** What a kind of visit starts from: seen by anybody, in any room, with nothing to prepare. */
export const PLAIN_TYPE_RULES = {
  color: 0,
  bufferMinutes: 0,
  preparation: '',
  forWhom: 'any',
  providerIds: [],
  roomIds: [],
} satisfies { [Rule in keyof typeof typeRules]: z.output<(typeof typeRules)[Rule]> };
