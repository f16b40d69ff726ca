import type { Report } from '../../report/report.ts';
import { timeSaid } from '../said.ts';
import { noChecks } from '../verdictSaid.ts';
import { CHECK_SAID, DEVIATION_SAID } from '../words.ts';
import { celled, head, row } from './escaped.ts';
import { type Part, whole } from './fitting.ts';

/** What did not go as planned. */
export function deviationsPart({ deviations }: Report): Part {
  if (deviations.length === 0)
    return whole(['', '## Deviations', '', 'Nothing is recorded that deviated from the plan.']);
  return {
    before: ['', '## Deviations', '', ...head('when', 'kind', 'server', 'what', 'in the words of the service')],
    rows: deviations.map(({ at, kind, sourceServerId, what, inTheirWords }) =>
      row(timeSaid(at), DEVIATION_SAID[kind], celled(sourceServerId), celled(what), celled(inTheirWords)),
    ),
    after: [],
    row: 'deviation',
  };
}

/** The checks of the application, each as a whole. */
export function checksPart({ checks, evidenceLevel }: Report): Part {
  if (checks.length === 0) return whole(['', '## Checks', '', noChecks(evidenceLevel)]);
  return {
    before: ['', '## Checks', '', ...head('check', 'kind', 'required', 'result', 'why', 'by')],
    rows: checks.map(({ name, kind, required, state, because, by }) =>
      row(celled(name), kind, required ? 'yes' : 'no', CHECK_SAID[state], celled(because), celled(by)),
    ),
    after: [],
    row: 'check',
  };
}

/** What people have learned. */
export function lessonsPart({ lessons }: Report): Part {
  if (lessons.length === 0) return whole([]);
  return {
    before: ['', '## Lessons', '', ...head('lesson', 'tracked at', 'noted by')],
    rows: lessons.map(({ text, trackerUrl, by }) => row(celled(text), celled(trackerUrl ?? 'nowhere'), celled(by))),
    after: [],
    row: 'lesson',
  };
}

/** How much differs from the drill before it that has passed; the lines are in the other forms. */
export function comparisonPart({ comparison }: Report): Part {
  if (comparison === null) return whole([]);
  const counts = comparison.parts.map(({ part, lines, leftOut }) => `${part} ${lines.length + leftOut}`);
  const said = counts.length === 0 ? 'nothing differs' : `what differs: ${counts.join(', ')}`;
  return whole(['', `Compared with ${celled(comparison.a.drillId)}: ${said}.`]);
}
