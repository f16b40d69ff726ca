import type { Judged } from './expect/expectations.ts';
import type { Answered } from './questions/openQuestions.ts';
import type { Recording } from './recording.ts';

/** All that is said of a recording. */
export interface Report {
  recording: Recording;
  judged: Judged[];
  answered: Answered[];
}

/** The report for people: who has answered, what is otherwise than in the simulator first, then the open questions, then what could not be asked. */
export function reportText({ recording, judged, answered }: Report): string {
  const by = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict);
  const [different, same, unseen] = [by('DIFFERENT'), by('AS_SIMULATED'), by('NOT_SEEN')];
  const place = recording.world === 'SIMULATED' ? 'this simulated AWS' : 'this account';
  const sections = [
    [worldLine(recording)],
    different.length === 0
      ? [
          `No difference between ${place} and the simulator in what the drill has shown (${same.length} of ${judged.length}).`,
        ]
      : [`Where ${place} and the simulator differ: ${different.length}`, ...different.flatMap(differenceLines)],
    [`As simulated: ${same.length}`, ...same.map(({ name, says }) => `  ${name}: ${says}`)],
    ...(unseen.length === 0
      ? []
      : [[`Not shown by this drill: ${unseen.length}`, ...unseen.map(({ name, says }) => `  ${name}: ${says}`)]]),
    ['What nobody had shown:', ...answered.flatMap(answerLines)],
    ...unansweredLines(recording),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function worldLine({ world, region }: Recording): string {
  switch (world) {
    case 'REAL':
      return `REAL: AWS has answered, in ${region}.`;
    case 'SIMULATED':
      return 'SIMULATED: a simulated AWS has answered. Nothing below says anything about an account of yours.';
    case null:
      return 'Neither AWS nor a simulated AWS has answered.';
    default:
      return 'This file is of an earlier version: it does not say whether AWS has answered, or a simulated AWS.';
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
  return [`  ${asks}`, `    ${answer === null ? `not asked by this drill; to ask it: ${how}` : `answered: ${answer}`}`];
}

function unansweredLines({ unanswered }: Recording): string[][] {
  const lines = Object.entries(unanswered).map(([operation, how]) => {
    const times = Object.entries(how).map(([kind, count]) => `${kind} ${count} times`);
    return `  ${operation}: ${times.join(', ')}`;
  });
  return lines.length === 0 ? [] : [['Not answered:', ...lines]];
}
