import type { Drill } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { durationText } from '../words/durations.ts';
import { FAILURE_TEXTS, objectivesText, recoveryPointText, waiverText } from '../words/termTexts.ts';

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
    ['Objectives', objectivesText(objectives) ?? 'none'],
    ['After a failed launch', FAILURE_TEXTS[onLaunchFailure]],
    ...(waivers.length === 0 ? [] : [['Waived', waivers.map(waiverText).join('; ')] satisfies [string, string]]),
    ...(changeReference === undefined ? [] : [['Change reference', changeReference] satisfies [string, string]]),
    ['Requested by', requestedBy],
  ];
}

function checkText({ name, kind, required }: Drill['checks'][number]): string {
  return `${name} (${kind}${required ? '' : ', not required'})`;
}
