import type { Drill } from '../../api/client.ts';
import { durationText } from '../../words/durations.ts';
import { FAILURE_TEXTS, recoveryPointText, waiverText } from '../../words/termTexts.ts';

/** The terms of a drill's request in words; what was not given is left out. */
export function termsTexts({ terms, givenHash, waived }: Drill): { label: string; text: string }[] {
  const { objectives, tags, startWithinSeconds } = terms;
  const texts: [string, string | null | undefined][] = [
    ['Reason', terms.reason],
    ['Recovery point', recoveryPointText(terms.recoveryPoint)],
    ['Hold', durationText(terms.holdSeconds)],
    ['Ends', terms.endHold === 'WHEN_CHECKED' ? 'once every required check has a result' : 'at the end of the hold'],
    ['Replication lag, at most', durationText(terms.lagSecondsMax)],
    ['Boot, at most', durationText(terms.bootSecondsMax)],
    ['Launch of a wave, at most', durationText(terms.launchAllowanceSeconds)],
    ['Waits for its turn, at most', startWithinSeconds === undefined ? null : durationText(startWithinSeconds)],
    ['After a failed launch', FAILURE_TEXTS[terms.onLaunchFailure]],
    ['Recovery time objective (RTO)', secondsText(objectives.recoveryTimeSeconds)],
    ['Recovery point objective (RPO)', secondsText(objectives.recoveryPointSeconds)],
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

function secondsText(seconds: number | undefined): string | null {
  return seconds === undefined ? null : durationText(seconds);
}
