import { PERSON_TIMEOUT_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Site } from '../../drill/drill.ts';
import type { Ports } from '../ports.ts';
import type { Crowd } from './crowd.ts';

/** Does what starts a drill at a site in the line of all who do so, and gives the place back whatever becomes of it. */
export async function inLineOfStarts<Result>(
  ports: Pick<Ports, 'clock' | 'ids' | 'sites'>,
  site: Site,
  start: (line: Crowd) => Promise<Result>,
): Promise<Result> {
  const line = lineOfStarts(ports, site);
  try {
    return await start(line);
  } finally {
    await line.leave();
  }
}

/**
 * Every start changes the one record of its site, so starts come in the order in which they arrived: most tries of a crowd would only
 * cost the others time. The line is a courtesy and promises nothing: a start tries all the same when it has stood in it for long, so
 * that a function that died in the line holds nobody up for good, and when the table does not answer about the line.
 */
export function lineOfStarts(
  { clock, ids, sites }: Pick<Ports, 'clock' | 'ids' | 'sites'>,
  site: Site,
): Crowd & { leave(): Promise<void> } {
  const timeout = PERSON_TIMEOUT_SECONDS * SECOND_MS;
  const ticket = { ticketId: ids.next(), at: clock.now() };
  let mayStand = false;
  let stands = false;
  const stand = async () => {
    if (stands) return;
    mayStand = true;
    const stood = sites.standInLine(site, ticket).then(() => true);
    stands = await stood.catch(() => false);
  };
  return {
    async mayTry() {
      while (clock.now() < ticket.at + timeout * COURTESY) {
        const lookedAt = clock.now();
        const ahead = await sites.aheadOf(site, ticket, lookedAt - timeout).catch(() => 0);
        if (ahead < STARTS_AT_ONCE) break;
        await stand();
        // Where a look is slow, so are the starts of those ahead.
        const milliseconds = Math.max(clock.now() - lookedAt, LOOK_MILLISECONDS_MIN) * ahead;
        await clock.pause(Math.min(milliseconds, PAUSE_MILLISECONDS_MAX));
      }
      return clock.now() < ticket.at + timeout;
    },
    pause: stand,
    async leave() {
      // A place that is not given back is forgotten soon; the start itself has been saved or not.
      if (mayStand) await sites.leaveLine(site, ticket).catch(() => undefined);
    },
  };
}

/** The part of somebody's patience after which they wait for nobody any more. */
const COURTESY = 0.8;
/** While one saves, the next ones read. */
const STARTS_AT_ONCE = 4;
const LOOK_MILLISECONDS_MIN = 10;
const PAUSE_MILLISECONDS_MAX = 4 * SECOND_MS;
