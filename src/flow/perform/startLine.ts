import { PERSON_TIMEOUT_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Site } from '../../drill/drill.ts';
import type { Ports } from '../ports.ts';
import type { Crowd } from './crowd.ts';

/** Runs the start of a drill in its place in the site's line, and always gives the place back. */
export async function inLineOfStarts<Result>(
  ports: Pick<Ports, 'clock' | 'sites'>,
  site: Site,
  drillId: string,
  start: (line: Crowd) => Promise<Result>,
): Promise<Result> {
  const line = lineOfStarts(ports, site, drillId);
  try {
    return await start(line);
  } finally {
    await line.leave();
  }
}

/**
 * Every start changes the one record of its site. If many drills start at once, most attempts would only delay each
 * other, so they go in order of arrival. The line is best effort. A start also tries after a long wait, so that a
 * crashed function blocks nobody. It also tries when the table does not answer about the line.
 */
export function lineOfStarts(
  { clock, sites }: Pick<Ports, 'clock' | 'sites'>,
  site: Site,
  drillId: string,
): Crowd & { leave(): Promise<void> } {
  const timeout = PERSON_TIMEOUT_SECONDS * SECOND_MS;
  const ticket = { ticketId: drillId, at: clock.now() };
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
        // If reading the line is slow, the starts ahead are slow too.
        const milliseconds = Math.max(clock.now() - lookedAt, LOOK_MILLISECONDS_MIN) * ahead;
        await clock.pause(Math.min(milliseconds, PAUSE_MILLISECONDS_MAX));
      }
      return clock.now() < ticket.at + timeout;
    },
    pause: stand,
    async leave() {
      // A place that is not given back expires soon. The start itself has been saved or refused by then.
      if (mayStand) await sites.leaveLine(site, ticket).catch(() => undefined);
    },
  };
}

/** The part of its timeout after which a start no longer waits for others. */
const COURTESY = 0.8;
/** While one saves, the next ones read. */
const STARTS_AT_ONCE = 4;
const LOOK_MILLISECONDS_MIN = 10;
const PAUSE_MILLISECONDS_MAX = 4 * SECOND_MS;
