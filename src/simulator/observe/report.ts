import type { Judged } from './expect/expectations.ts';
import type { Answered } from './questions/openQuestions.ts';
import type { Recording } from './recording.ts';

/** The content of a report. */
export interface Report {
  recording: Recording;
  judged: Judged[];
  answered: Answered[];
}

/** The report as text: which AWS answered, the differences, the open questions, then the unanswered calls. */
export function reportText({ recording, judged, answered }: Report): string {
  const by = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict);
  const [different, same, unseen] = [by('DIFFERENT'), by('AS_SIMULATED'), by('NOT_SEEN')];
  const place = recording.world === 'SIMULATED' ? 'this simulated AWS' : 'this account';
  const sections = [
    [worldLine(recording)],
    different.length === 0
      ? [
          `No difference between ${place} and the simulator in this drill (${same.length} of ${judged.length} compared).`,
        ]
      : [`Where ${place} and the simulator differ: ${different.length}`, ...different.flatMap(differenceLines)],
    [`As simulated: ${same.length}`, ...same.map(({ name, says }) => `  ${name}: ${says}`)],
    ...(unseen.length === 0
      ? []
      : [[`Not shown by this drill: ${unseen.length}`, ...unseen.map(({ name, says }) => `  ${name}: ${says}`)]]),
    ['Open questions about DRS:', ...answered.flatMap(answerLines)],
    ...unansweredLines(recording),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function worldLine({ world, region }: Recording): string {
  switch (world) {
    case 'REAL':
      return `REAL: AWS answered, in ${region}.`;
    case 'SIMULATED':
      return 'SIMULATED: a simulated AWS answered. Nothing below applies to your account.';
    case null:
      return 'Neither AWS nor a simulated AWS answered.';
    default:
      return 'This file is from an earlier version: it does not say whether AWS or a simulated AWS answered.';
  }
}

function differenceLines({ name, says, source, differences }: Judged): string[] {
  const [first = '', ...more] = differences;
  return [
    `  ${name}: the simulator: ${says}`,
    `    here: ${first}`,
    ...more.map((said) => `          ${said}`),
    `    the simulator’s reason: ${source}`,
  ];
}

function answerLines({ asks, how, answer }: Answered): string[] {
  return [
    `  ${asks}`,
    `    ${answer === null ? `not shown by this drill; to find out: ${how}` : `answered: ${answer}`}`,
  ];
}

function unansweredLines({ unanswered }: Recording): string[][] {
  const lines = Object.entries(unanswered).map(([operation, how]) => {
    const times = Object.entries(how).map(([kind, count]) => `${kind} ${count} times`);
    return `  ${operation}: ${times.join(', ')}`;
  });
  return lines.length === 0 ? [] : [['Not answered:', ...lines]];
}
