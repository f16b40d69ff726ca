import * as z from 'zod';
import { TAG_CHARACTERS_MAX, TAG_KEY_CHARACTERS_MAX, TAGS_CHARACTERS_MAX, TAGS_MAX } from '../drill/bounds.ts';
import { text } from './input.ts';

/**
 * A caller's tags for the drill's jobs, in addition to the product's. DRS refuses the whole launch for one invalid tag.
 */
export function tags() {
  const key = z
    .string()
    .min(1, KEY_ALLOWED)
    .max(TAG_KEY_CHARACTERS_MAX, KEY_ALLOWED)
    .regex(TAGGABLE, SIGNS_ALLOWED)
    .refine(
      (name) => !isOwn(name),
      `must not be one of ${OWN_TAGS.join(', ')}, in upper or lower case: the drill sets these itself`,
    )
    .refine(
      (name) => !DRS_TAGS.some((begin) => folded(name).startsWith(folded(begin))),
      `must not begin with ${DRS_TAGS.join(' or ')}, in upper or lower case: these are reserved for DRS`,
    );
  return z
    .record(key, z.string().max(TAG_CHARACTERS_MAX, VALUE_ALLOWED).regex(TAGGABLE, SIGNS_ALLOWED))
    .refine((given) => Object.keys(given).length <= TAGS_MAX, `must be at most ${TAGS_MAX} tags`)
    .refine(
      (given) => Object.entries(given).flat().join('').length <= TAGS_CHARACTERS_MAX,
      `must have at most ${TAGS_CHARACTERS_MAX} characters in all`,
    );
}

/** A text that is used as a tag value. */
export function taggableText() {
  return text(TAG_CHARACTERS_MAX).regex(TAGGABLE, `becomes a tag, so it ${SIGNS_ALLOWED}`);
}

/**
 * AWS general reference, tagging AWS resources: letters, numbers and spaces of UTF-8, these characters, and no prefix
 * `aws:` in any case.
 */
const TAGGABLE = /^(?![aA][wW][sS]:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u;

const SIGNS_ALLOWED = 'must consist of letters, numbers, spaces and _ . : / = + - @, and must not begin with aws:';
const KEY_ALLOWED = `must have 1 to ${TAG_KEY_CHARACTERS_MAX} characters`;
const VALUE_ALLOWED = `must have at most ${TAG_CHARACTERS_MAX} characters`;

/**
 * The tags of every job of the product. A caller's tags must not replace them, nor look like them where case is
 * ignored.
 */
const OWN_TAGS = ['DrillOwner', 'DrillId', 'Launch', 'RecoveryPlan', 'Wave', 'ExecutionType'];

/** The AWS managed policy AWSElasticDisasterRecoveryConsoleFullAccess_v2 lets DRS act on resources with such a tag. */
const DRS_TAGS = ['AWSElasticDisasterRecovery', 'drs.amazonaws.com'];

function isOwn(name: string): boolean {
  return OWN_TAGS.some((own) => folded(own) === folded(name));
}

/** Folds to upper and to lower case, because some letters share a capital letter. */
function folded(name: string): string {
  return name.toUpperCase().toLowerCase();
}
