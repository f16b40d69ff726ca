import { etagOf } from '../../api/entityTags.ts';
import { digestOf } from '../../api/identity.ts';
import type { Blackouts } from '../../drill/phases/blackouts.ts';

/** 128 bits of the digest distinguish any two states. */
const TAG_CHARACTERS = 32;

/** The entity tag of the blackouts. */
export function tagOf(blackouts: Blackouts | undefined): string {
  return etagOf(versionOf(blackouts));
}

/** What the entity tag says. */
export function versionOf(blackouts: Blackouts | undefined): string {
  return digestOf(blackouts ?? null).slice(0, TAG_CHARACTERS);
}
