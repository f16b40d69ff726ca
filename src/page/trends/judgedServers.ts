import type { Statistic } from '../api/client.ts';
import { counted } from '../words/counted.ts';

/** Whether recovery got slower, where no regression is known: nobody knows that of what has no history. */
export interface NoRegression {
  isKnown: boolean;
  text: string;
}

/** By the statistics of all servers. The API judges a server by its recovery times of at least so many seconds. */
export function noRegression(servers: readonly Pick<Statistic, 'recoveryTimeAtLeastSeconds'>[]): NoRegression {
  const judged = servers.filter(({ recoveryTimeAtLeastSeconds: { count } }) => count >= JUDGED_MIN).length;
  const needed = `A server is judged once ${JUDGED_MIN} of its drills have a recovery time.`;
  if (judged === 0) return { isKnown: false, text: `Not known yet: no server has enough drills. ${needed}` };
  const others = servers.length - judged;
  const rest = others === 0 ? '' : ` ${counted(others, 'other')} cannot be judged yet. ${needed}`;
  const which =
    judged === 1 ? 'the one server with enough drills is not' : `none of the ${judged} servers with enough drills is`;
  return { isKnown: true, text: `No: ${which} slower than its own history.${rest}` };
}

/** The newest recovery time, and those before it that the API asks for before it compares. */
export const JUDGED_MIN = 6;
