import * as z from 'zod';
import { TAG_CHARACTERS_MAX, TAGS_CHARACTERS_MAX, TAGS_MAX } from '../drill/bounds.ts';
import { WRITABLE } from './input.ts';

/** The tags that a caller wants on the drill's jobs, beside our own. */
export function tags() {
  const key = z
    .string()
    .min(1, KEY_ALLOWED)
    .max(TAG_CHARACTERS_MAX, KEY_ALLOWED)
    .regex(WRITABLE, 'must not contain control characters or halves of characters')
    .refine((name) => !/^aws:/i.test(name), 'must not begin with aws:')
    .refine((name) => !OWN_TAGS.includes(name), `must be none of ${OWN_TAGS.join(', ')}: those the drill sets itself`);
  return z
    .record(key, z.string().max(TAG_CHARACTERS_MAX).regex(WRITABLE, 'must not contain control characters'))
    .refine((given) => Object.keys(given).length <= TAGS_MAX, `must be at most ${TAGS_MAX} tags`)
    .refine(
      (given) => Object.entries(given).flat().join('').length <= TAGS_CHARACTERS_MAX,
      `must have at most ${TAGS_CHARACTERS_MAX} characters in all`,
    );
}

const KEY_ALLOWED = `must have 1 to ${TAG_CHARACTERS_MAX} characters`;

/** The tags that every job of ours carries; a caller's tags must not take their place. */
const OWN_TAGS = ['DrillOwner', 'DrillId', 'Launch', 'RecoveryPlan', 'Wave', 'ExecutionType'];
