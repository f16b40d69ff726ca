import type { Lever } from '../api/client.ts';
import { inSentence } from '../words/inSentence.ts';
import { utcText } from '../words/utcText.ts';
import { placeOf } from './levers.ts';

/** A closed lever as a sentence: `NO_LAUNCHES in all Regions since …, by ann: “Region outage”.` */
export function leverSaid({ state, region, movedAt, by, reason, expiresAt }: Lever): string {
  const since = movedAt === null ? '' : ` since ${utcText(movedAt)}`;
  const until = expiresAt === null ? '' : ` It opens by itself at ${utcText(expiresAt)}.`;
  return `${state} in ${placeOf(region)}${since}${by === null ? '' : `, by ${inSentence(by)}`}${reason === null ? '' : `: “${inSentence(reason)}”`}.${until}`;
}

/** What the closed levers mean for whoever wants to start a drill; undefined: all are open. */
export function startUnderLevers(levers: readonly Lever[]): { header: string; isFrozen: boolean } | undefined {
  const closed = levers.filter(({ inForce }) => inForce);
  if (closed.length === 0) return undefined;
  const forAll = closed.some(({ region }) => region === null);
  const place = forAll ? '' : ` in ${closed.map(({ region }) => region).join(', ')}`;
  return { header: `No drill can start${place}`, isFrozen: closed.some(({ state }) => state === 'FROZEN') };
}
