import { timeToChecked } from '../../drill/checks/checkedTime.ts';
import { evidenceOfAll } from '../../history/evidence.ts';
import { differenceOf } from '../diff/differenceOf.ts';
import type { Sources } from '../sources.ts';
import { authorityOf } from './authority.ts';
import { checksOf } from './checks.ts';
import { clauses } from './clauses.ts';
import { cleanupOf } from './cleanup.ts';
import { clockOf } from './clock.ts';
import { deviationsOf } from './deviations/deviations.ts';
import { holdOf } from './hold.ts';
import { identityOf } from './identity.ts';
import { integrityOf } from './integrity.ts';
import { limitsOf } from './limits.ts';
import { objectivesIn } from './objectives.ts';
import { peopleOf } from './people.ts';
import { preflightOf } from './preflight.ts';
import { readingOf } from './reading.ts';
import { REPORT_FORMAT, type Report } from './report.ts';
import { scopeOf } from './scope.ts';
import { serversOf } from './servers.ts';
import { testOf } from './testType.ts';
import { timelineOf } from './timeline/timeline.ts';
import { usedIn } from './used.ts';
import { verdictOf } from './verdict.ts';

/** The report of a drill: the same for the same sources, at every phase and for every ending. */
export function reportOf(sources: Sources): Report {
  const report = withoutComparison(sources);
  const { before } = sources.context;
  return before === null ? report : { ...report, comparison: differenceOf(before.report, report) };
}

function withoutComparison(sources: Sources): Report {
  const { drill, notes, guardNotes, context } = sources;
  const reading = readingOf(sources);
  const checked = timeToChecked(drill);
  return {
    format: REPORT_FORMAT,
    final: reading.isEnded,
    identity: identityOf(sources),
    test: testOf(drill, context.serversOfSite),
    authority: authorityOf(reading),
    ...peopleOf(notes),
    scope: scopeOf(reading),
    preflight: preflightOf(reading),
    timeline: timelineOf(reading),
    servers: serversOf(reading),
    objectives: objectivesIn(reading),
    timeToChecked: checked && clockOf(checked),
    evidenceLevel: evidenceOfAll(drill),
    checks: checksOf(reading),
    hold: holdOf(reading),
    deviations: deviationsOf(reading, context),
    cleanup: cleanupOf(reading, guardNotes),
    verdict: verdictOf(reading, sources),
    ...usedIn(reading, context.prices),
    comparison: null,
    integrity: integrityOf(sources),
    limits: limitsOf(reading, sources),
    appendix: clauses(),
  };
}
