import type { Drill, Terms } from '../api/client.ts';
import { counted } from '../shown/counted.ts';
import { durationText } from '../shown/durations.ts';

/** The terms of a drill as labels with texts; what is as always is left out. */
export function termPairs({ terms, checks, waves, servers, site, requestedBy }: Drill): [string, string][] {
  const { reason, holdSeconds, endHold, objectives, changeReference, onLaunchFailure, waivers } = terms;
  const requested = checks.filter(({ kind }) => kind !== 'LAUNCH_ACTION');
  return [
    ['Reason', reason],
    ['Servers', `${servers.length} in ${counted(waves.length, 'wave')}`],
    ['Site', `${site.region} of ${site.accountId}`],
    ['Hold', `${durationText(holdSeconds)}${endHold === undefined ? '' : ', or until all is checked'}`],
    ['Recovery point', recoveryPointText(terms.recoveryPoint)],
    ['Checks', requested.map(checkText).join(', ') || 'none: it proves that machines boot'],
    ['Objectives', objectivesText(objectives)],
    ['After failed servers', FAILURES[onLaunchFailure]],
    ...(waivers.length === 0 ? [] : [waiversPair(waivers)]),
    ...(changeReference === undefined ? [] : [['Change reference', changeReference] satisfies [string, string]]),
    ['Requested by', requestedBy],
  ];
}

const FAILURES: Record<Terms['onLaunchFailure'], string> = {
  HOLD: 'hold what launched',
  CONTINUE: 'continue with the next wave',
  TERMINATE: 'terminate',
};

function checkText({ name, kind, required }: Drill['checks'][number]): string {
  return `${name} (${kind}${required ? '' : ', not required'})`;
}

function waiversPair(waivers: Terms['waivers']): [string, string] {
  const texts = waivers.map(({ check, sourceServerId, reason }) => `${check} of ${sourceServerId ?? 'all'}: ${reason}`);
  return ['Waived', texts.join('; ')];
}

function recoveryPointText(point: Terms['recoveryPoint']): string {
  if (point.type === 'AT_OR_BEFORE') return `the newest at or before ${point.at}`;
  return point.type === 'LATEST' ? 'the latest' : `by id, for ${Object.keys(point.ids).length} servers`;
}

/** `recovery time 2 h, recovery point 15 min`, or `none`. */
export function objectivesText({
  recoveryTimeSeconds: time,
  recoveryPointSeconds: point,
}: Terms['objectives']): string {
  const parts = [
    ...(time === undefined ? [] : [`recovery time ${durationText(time)}`]),
    ...(point === undefined ? [] : [`recovery point ${durationText(point)}`]),
  ];
  return parts.join(', ') || 'none';
}
