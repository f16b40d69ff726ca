import type { World } from '../../drill/world.ts';
import { KEPT_BACK } from './allowList.ts';
import type { Kept, Kind } from './shapes.ts';

/** A response, and the first and last look that returned it; null: the resource was gone. Times are the API's. */
export interface Sighting<Of extends Kind> {
  from: string;
  to: string;
  what: Kept<Of> | null;
}

/** What one drill did, as plain JSON that can be sent to others. */
export interface Recording {
  schema: 1;
  holds: string;
  /** Whether real or simulated AWS answered; null before the first answer. Files of earlier versions lack it. */
  world?: World | null;
  productVersion: string;
  region: string;
  beganAt: string;
  endedAt: string;
  looks: number;
  /** By kind, then by resource id, oldest first. */
  seen: { [Of in Kind]: Record<string, Sighting<Of>[]> };
  /** Calls that AWS did not answer: why, and how often. */
  unanswered: Record<string, Record<string, number>>;
  /** By kind, the names of members that were present but not kept. */
  leftOut: Partial<Record<Kind, string[]>>;
}

/** The description at the beginning of the file. */
export const HOLDS = [
  'Responses of AWS Elastic Disaster Recovery and EC2 about one drill of drs-drill, with times. If “world” is SIMULATED, a simulated AWS answered.',
  'Only members on an allow list are kept: states, times, sizes, ids as pseudonyms (always the same one for an id),',
  'keys of tags that AWS or drs-drill sets, and the names of calls in CloudTrail.',
  `It contains no names, addresses, accounts, error texts or tags of yours (“${KEPT_BACK}” replaces a text, “(others)” counts tags).`,
].join(' ');
