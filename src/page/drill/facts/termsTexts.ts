import type { Drill } from '../../api/client.ts';
import { durationText } from '../../shown/durations.ts';
import { utcText } from '../../shown/utcText.ts';

/** The terms of a drill's request in words; what was not given is left out. */
export function termsTexts({ terms, givenHash, waived }: Drill): { label: string; text: string }[] {
  const { objectives, tags, startWithinSeconds } = terms;
  const texts: [string, string | null | undefined][] = [
    ['Reason', terms.reason],
    ['Recovery point', pointText(terms.recoveryPoint)],
    ['Hold', durationText(terms.holdSeconds)],
    ['Ends', terms.endHold === 'WHEN_CHECKED' ? 'once every required check has a result' : 'at the end of the hold'],
    ['Replication lag, at most', durationText(terms.lagSecondsMax)],
    ['Boot, at most', durationText(terms.bootSecondsMax)],
    ['Launch of a wave, at most', durationText(terms.launchAllowanceSeconds)],
    ['Waits for its turn, at most', startWithinSeconds === undefined ? null : durationText(startWithinSeconds)],
    ['After a failed launch', ON_FAILURE[terms.onLaunchFailure]],
    ['Recovery time objective', secondsText(objectives.recoveryTimeSeconds)],
    ['Recovery point objective', secondsText(objectives.recoveryPointSeconds)],
    ['Dry run', terms.dryRun === true ? 'yes: nothing is launched' : null],
    ['Waived checks', (waived.length > 0 ? waived : terms.waivers).map(waiverText).join('; ')],
    ['Recovery plan tag', terms.recoveryPlan],
    ['Change', terms.changeReference],
    [
      'Tags',
      Object.entries(tags)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ],
    ['Hash of the request', givenHash],
  ];
  return texts.flatMap(([label, text]) =>
    text === null || text === undefined || text === '' ? [] : [{ label, text }],
  );
}

function pointText(point: Drill['terms']['recoveryPoint']): string {
  switch (point.type) {
    case 'LATEST':
      return 'the latest of each server';
    case 'AT_OR_BEFORE':
      return `at or before ${utcText(point.at)}`;
    case 'ID':
      return Object.entries(point.ids)
        .map(([id, pit]) => `${pit} of ${id}`)
        .join(', ');
  }
}

const ON_FAILURE: Record<Drill['terms']['onLaunchFailure'], string> = {
  HOLD: 'hold what launched, launch no further wave',
  CONTINUE: 'launch the next wave',
  TERMINATE: 'terminate everything',
};

function secondsText(seconds: number | undefined): string | null {
  return seconds === undefined ? null : durationText(seconds);
}

function waiverText({ check, sourceServerId, reason }: Drill['waived'][number]): string {
  return `${check}${sourceServerId === undefined ? '' : ` of ${sourceServerId}`} (${reason})`;
}
