import type { Drill } from '../../../drill/drill.ts';
import type { JournalEntry } from '../../../drill/facts.ts';
import { endedDrill } from '../../../history/endedDrill.ts';
import { emptyStatistic, withDrill } from '../../../history/statistic.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';
import { when } from './falseStatements.ts';

/**
 * Servers that a drill counts as passed or failed although DRS neither launched nor refused them: the product stopped
 * the launch.
 */
export function countedThoughStopped(
  drill: Drill,
  entries: readonly JournalEntry[],
  { history }: Pick<OtherWorld, 'history'>,
): string[] {
  if (drill.phase !== 'ENDED') return [];
  const ended = endedDrill(drill, entries, 'SIMULATED');
  const { tally } = withDrill(emptyStatistic({ by: 'day', key: 'x' }), ended);
  const isOfDrill = ({ tags }: { tags: Record<string, string> }) =>
    tags['DrillId'] === drill.drillId && tags['DrillOwner'] === drill.owner;
  const ours = history.launches.filter((one) => one.isDrill && isOfDrill(one));
  const launched = new Set(ours.flatMap((one) => one.sourceServerIds));
  const refused = new Set((history.refused ?? []).filter(isOfDrill).flatMap((one) => one.sourceServerIds));
  const known = ended.trials.filter(({ exists }) => exists === true).map((trial) => trial.sourceServerId);
  const isCut = ended.outcome === 'CANCELLED' || ended.outcome === 'YIELDED';
  const hasVerdict = (id: string) => {
    const { result, verificationFailed, verified } = drill.servers[id] ?? {};
    return result === 'FAILED' || verificationFailed === true || verified !== undefined;
  };
  const tried = known.filter((id) => launched.has(id) || refused.has(id));
  const most = tried.filter((id) => !isCut || refused.has(id) || hasVerdict(id)).length;
  const least = drill.restored === undefined ? known.filter((id) => launched.has(id) && hasVerdict(id)).length : 0;
  const counted = tally.trials - (tally.stopped ?? 0);
  return [
    ...when(
      counted > most || counted < least,
      `${counted} of ${known.length} servers are counted, not ${least} to ${most}`,
    ),
    ...when(
      OF_THE_SERVERS.has(ended.outcome) && launched.size === 0 && refused.size === 0,
      `${ended.outcome}, and nothing was launched or refused`,
    ),
  ];
}

/** Outcomes that say something about the servers. */
const OF_THE_SERVERS: ReadonlySet<string> = new Set(['PASSED', 'FAILED', 'OBJECTIVE_MISSED']);
