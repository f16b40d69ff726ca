import type { World } from '../../drill/world.ts';
import { KEPT_BACK } from './allowList.ts';
import type { Kept, Kind } from './shapes.ts';

/** An answer, and from which look to which it was the same; null: it was not there any more. Moments are the API's. */
export interface Sighting<Of extends Kind> {
  from: string;
  to: string;
  what: Kept<Of> | null;
}

/** What one drill was seen to do, as plain JSON that can be sent to somebody. */
export interface Recording {
  schema: 1;
  holds: string;
  /** Whether AWS itself has answered, or a simulated AWS; null before either has. A file of an earlier version does not say. */
  world?: World | null;
  productVersion: string;
  region: string;
  beganAt: string;
  endedAt: string;
  looks: number;
  /** By kind, then by the id of what was looked at, oldest first. */
  seen: { [Of in Kind]: Record<string, Sighting<Of>[]> };
  /** Questions that AWS did not answer: how, and how often. */
  unanswered: Record<string, Record<string, number>>;
  /** By kind, the names of members that were there and are not kept. */
  leftOut: Partial<Record<Kind, string[]>>;
}

/** What the file says of itself. */
export const HOLDS = [
  'What AWS Elastic Disaster Recovery and EC2 answered about one drill of drs-drill, and when; where “world” is SIMULATED, a simulated AWS.',
  'It was kept by a list of members that may be kept: states, times, sizes, ids under pseudonyms (the same id has the same one),',
  'keys of tags that AWS or drs-drill sets, and the names of calls in CloudTrail.',
  `It holds no names, addresses, accounts, error texts or tags of yours (“${KEPT_BACK}” stands for a text that was kept back, “(others)” counts tags).`,
].join(' ');
