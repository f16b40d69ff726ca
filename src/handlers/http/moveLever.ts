import { digestOf, keyOf } from '../../api/identity.ts';
import type { LeverRequest } from '../../api/leverBodies.ts';
import type { LeverDocument } from '../../api/openapi/leverDocuments.ts';
import type { Lever } from '../../drill/lever.ts';
import { Refused } from '../../flow/errors.ts';
import { EVERYWHERE, setLever } from '../../flow/leverInForce.ts';
import { crowdOfPeople, untilSaved } from '../../flow/perform/crowd.ts';
import type { Ports } from '../../flow/ports.ts';
import { keyReused } from '../../flow/writeConditions.ts';
import { type Levers, readLevers } from './readLevers.ts';

/** Who requests a lever move, under which key, and which states of all levers (undefined: any) they have seen. */
export interface RequestedLever {
  wanted: LeverRequest;
  by: string;
  key: string | undefined;
  tags: ReadonlySet<string> | undefined;
}

/** The moved lever, with the tag of all levers. */
export interface MovedLever {
  body: LeverDocument;
  etag: string;
}

/**
 * Moves a lever if all are still as the caller has seen them. The save is conditional on the moved lever; the others
 * are read just before. The same request under the same key moves it once, until somebody else moves it.
 */
export async function moveLever(ports: Ports, requested: RequestedLever): Promise<MovedLever> {
  const request = requestKeptAs(requested);
  return untilSaved(crowdOfPeople(ports), 'the lever', async () => {
    const levers = await readLevers(ports);
    if (wasMoved(levers, request)) return movedIn(levers, requested);
    refuseOtherState(levers, requested);
    const { site, ...wanted } = requested.wanted;
    const lever: Lever = { ...wanted, by: requested.by, at: ports.clock.now(), ...(request && { requested: request }) };
    const seen = requested.tags && { lever: levers.kept[placeOf(levers, requested)]?.lever };
    if (await setLever(ports, site ?? EVERYWHERE, lever, seen)) return movedIn(await readLevers(ports), requested);
  });
}

function requestKeptAs({ wanted, by, key }: RequestedLever): Lever['requested'] {
  return key === undefined ? undefined : { key: keyOf(by, key), hash: digestOf(wanted) };
}

function wasMoved({ kept }: Levers, request: Lever['requested']): boolean {
  const earlier = kept.find(({ lever }) => request !== undefined && lever?.requested?.key === request.key);
  if (earlier === undefined) return false;
  if (earlier.lever?.requested?.hash !== request?.hash) throw keyReused();
  return true;
}

function refuseOtherState({ etag }: Levers, { tags }: RequestedLever): void {
  if (tags === undefined || tags.has(etag)) return;
  const message = 'A lever was moved or has expired since you read it; read it again';
  throw new Refused(412, 'precondition-failed', message, { version: etag.slice(1, -1) });
}

function movedIn(levers: Levers, requested: RequestedLever): MovedLever {
  const { body, etag } = levers;
  const moved = body.levers[placeOf(levers, requested)];
  if (moved === undefined) throw new Error('the lever that was moved is not among those of the deployment');
  return { body: moved, etag };
}

function placeOf({ kept }: Levers, { wanted }: RequestedLever): number {
  return kept.findIndex(({ site }) => site?.region === wanted.site?.region);
}
