import { digestOf, keyOf } from '../../api/identity.ts';
import type { LeverWish } from '../../api/lever.ts';
import type { LeverDocument } from '../../api/openapi/leverDocuments.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import type { Lever } from '../../drill/lever.ts';
import { EVERYWHERE, setLever } from '../../flow/lever.ts';
import type { Ports } from '../../flow/ports.ts';
import { keyReused } from '../../flow/wish.ts';
import { Refused, Unavailable } from '../../flow/wrong.ts';
import { type Levers, readLevers } from './levers.ts';

/** Who wants a lever moved, under which key, and which states of all levers (undefined: any) they have seen. */
export interface AskedLever {
  wish: LeverWish;
  by: string;
  key: string | undefined;
  tags: ReadonlySet<string> | undefined;
}

/** The lever as it is then, with the tag of all. */
export interface MovedLever {
  body: LeverDocument;
  etag: string;
}

/**
 * Moves a lever if all are still as somebody has seen them. For the lever that is moved, its save proves it; the others are
 * read just before. The same wish under the same key moves it once, for as long as nobody else has moved it.
 */
export async function moveLever(ports: Ports, asked: AskedLever): Promise<MovedLever> {
  const request = askedAs(asked);
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const levers = await readLevers(ports);
    if (wasMoved(levers, request)) return movedIn(levers, asked);
    refuseOtherState(levers, asked);
    const { site, ...wanted } = asked.wish;
    const lever: Lever = { ...wanted, by: asked.by, at: ports.clock.now(), ...(request && { asked: request }) };
    const seen = asked.tags && { lever: levers.kept[placeOf(levers, asked)]?.lever };
    if (await setLever(ports, site ?? EVERYWHERE, lever, seen)) {
      return movedIn(await readLevers(ports), asked);
    }
  }
  throw new Unavailable(`the lever was moved by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}

function askedAs({ wish, by, key }: AskedLever): Lever['asked'] {
  return key === undefined ? undefined : { key: keyOf(by, key), hash: digestOf(wish) };
}

function wasMoved({ kept }: Levers, request: Lever['asked']): boolean {
  const earlier = kept.find(({ lever }) => request !== undefined && lever?.asked?.key === request.key);
  if (earlier === undefined) return false;
  if (earlier.lever?.asked?.hash !== request?.hash) throw keyReused();
  return true;
}

function refuseOtherState({ etag }: Levers, { tags }: AskedLever): void {
  if (tags === undefined || tags.has(etag)) return;
  const message = 'A lever was moved, or has expired, since you looked; look again';
  throw new Refused(412, 'precondition-failed', message, { version: etag.slice(1, -1) });
}

function movedIn(levers: Levers, asked: AskedLever): MovedLever {
  const { body, etag } = levers;
  const moved = body.levers[placeOf(levers, asked)];
  if (moved === undefined) throw new Error('the lever that was moved is not among those of the deployment');
  return { body: moved, etag };
}

function placeOf({ kept }: Levers, { wish }: AskedLever): number {
  return kept.findIndex(({ site }) => site?.region === wish.site?.region);
}
