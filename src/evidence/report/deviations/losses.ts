import type { Loss } from '../../../drill/drill.ts';
import { time } from '../../time.ts';
import type { Reading } from '../reading.ts';
import { lastLook } from '../said/lastLook.ts';
import { type Deviated, deviated } from './deviated.ts';

/** The instances that did not stay what was verified until their hold ended. */
export function lossesIn({ drill, facts }: Reading): Deviated[] {
  return facts.of('ServersLost').flatMap(({ at, fact }) =>
    fact.servers.map((server) => ({
      ...deviated('LOST', at, lossSaid(server, lastLook(drill)), server.sourceServerId),
      inTheirWords: reasonOfEc2(server),
    })),
  );
}

function lossSaid({ state, lostAt, reason }: Loss, end: string): string {
  if (state === null) return `It is not known whether its instance was still as verified at ${end}.`;
  const since = lostAt === null ? '' : ` since ${time(lostAt)}`;
  const ours = reason !== null && OURS.test(reason) ? `: ${reason}` : '';
  return `Its instance was lost before ${end} (${state}${since})${ours}.`;
}

function reasonOfEc2({ reason }: Loss): string | null {
  return reason === null || OURS.test(reason) ? null : reason;
}

/** The beginnings of our own reasons. */
const OURS = /^(started again at|DRS no longer lists it)/;
