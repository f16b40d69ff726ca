import type { Report } from '../../report/report.ts';
import { countSaid, durationSaid, measureSaid, NOTHING, timeSaid } from '../said.ts';
import { type Worst, worstOf } from '../servers.ts';
import { noVerdict, verdictSaid } from '../verdictSaid.ts';
import {
  CLEANUP_SAID,
  EVIDENCE_SAID,
  NO_WORLD,
  OBJECTIVES_SAID,
  OUTCOME_SAID,
  saidWith,
  TEST_SAID,
  WORLD_SAID,
} from '../words.ts';
import { celled, escaped, head, row } from './escaped.ts';
import { type Part, whole } from './fitting.ts';

/** World, verdict, objectives, cleanup and limits. */
export function verdictPart(report: Report): Part {
  const { identity, verdict, limits, cleanup, final } = report;
  return whole([
    `# ${identity.world ?? 'WORLD UNKNOWN'} · Disaster-recovery drill: ${verdictSaid(verdict)}`,
    '',
    ...callout(
      identity.world === 'REAL' ? 'NOTE' : 'WARNING',
      identity.world === null ? NO_WORLD : WORLD_SAID[identity.world],
    ),
    ...(final ? [] : callout('CAUTION', 'NOT FINAL: the drill may still change, and nothing here is settled.')),
    ...(verdict.why === null ? [] : [escaped(verdict.why), '']),
    ...some(verdict.computed === 'FAILED' ? 'Besides' : 'Condition', verdict.conditions),
    ...verdict.attestations.slice(0, LINES).map(attestationSaid),
    '',
    ...factLines(report),
    '',
    ...objectiveLines(report),
    '',
    `**Cleanup:** ${CLEANUP_SAID[cleanup.state]} (${cleanup.state}) Servers with a proof: ${cleanup.proofs.length}. Reports of leaks: ${cleanup.leaks.length}.`,
    '',
    '## What this report does not show',
    '',
    ...some(null, limits),
  ]);
}

/** Of each kind of line that has no bound of its own. */
const LINES = 20;

function some(name: string | null, texts: string[]): string[] {
  const lines = texts.slice(0, LINES).map((text) => `- ${name === null ? '' : `${name}: `}${escaped(text)}`);
  return texts.length > LINES ? [...lines, `- … and ${texts.length - LINES} more.`] : lines;
}

/** GitHub's alerts (docs.github.com: basic writing and formatting syntax). */
function callout(kind: 'NOTE' | 'WARNING' | 'CAUTION', said: string): string[] {
  return [`> [!${kind}]`, `> **${said}**`, ''];
}

function attestationSaid({ accepted, by, at, text }: Report['verdict']['attestations'][number]): string {
  return `- ${accepted ? 'Accepted' : 'Not accepted'} by ${celled(by)}, ${timeSaid(at)}: ${escaped(text)}`;
}

function factLines({ identity, test, scope, servers, authority, verdict, hold, evidenceLevel }: Report): string[] {
  const { plan, site } = identity;
  return [
    ...head('', ''),
    row('Drill', celled(identity.drillId)),
    row('Outcome', saidWith(OUTCOME_SAID, verdict.outcome, 'none yet')),
    row('Test', saidWith(TEST_SAID, test.type, 'none')),
    row('', celled(test.basis)),
    row('Purpose', celled(test.purpose)),
    row('Site', celled(`account ${site.accountId}, Region ${site.region}`)),
    row('Plan', plan === null ? 'none' : celled(`${plan.name}, version ${plan.version}`)),
    row('Servers', `${countSaid(servers.length, 'server')} in ${countSaid(scope.waves.length, 'wave')}`),
    row('Requested', `${timeSaid(authority.requestedAt)} by ${celled(authority.requestedBy)}`),
    row('Ended', verdict.endedAt === null ? 'not yet' : timeSaid(verdict.endedAt)),
    row('Hold', holdSaid(hold)),
    row('Shown of every required server', saidWith(EVIDENCE_SAID, evidenceLevel, 'nothing')),
    row('Next drill due', timeSaid(verdict.nextDueAt)),
    ...(verdict.retest === null
      ? []
      : [row('Repeated by', celled(`${verdict.retest.drillId}: ${verdict.retest.outcome ?? 'still running'}`))]),
  ];
}

function holdSaid({ plannedSeconds, heldSeconds }: Report['hold']): string {
  return `planned ${durationSaid(plannedSeconds)}, held ${heldSeconds === null ? NOTHING : durationSaid(heldSeconds)}`;
}

function objectiveLines(report: Report): string[] {
  const { recoveryTimeSeconds, recoveryPointSeconds, recoveryTime, verdict, why } = report.objectives;
  const [slowest, oldest] = [worstOf(report, 'recoveryTime'), worstOf(report, 'recoveryPoint')];
  const objective = (seconds: number | null) => (seconds === null ? 'none' : `at most ${durationSaid(seconds)}`);
  return [
    '## Objectives and results',
    '',
    ...head('measure', 'objective', 'result'),
    row(
      'recovery time, from the first job until the last required server was seen working',
      objective(recoveryTimeSeconds),
      celled(resultSaid(recoveryTime, slowest)),
    ),
    row(
      'recovery point: data that a disaster at the request would have lost',
      objective(recoveryPointSeconds),
      celled(resultSaid(oldest.clock, oldest)),
    ),
    ...(report.timeToChecked === null
      ? []
      : [row('time to checked, from the request', 'none', celled(measureSaid(report.timeToChecked)))]),
    '',
    [
      `Objectives: ${saidWith(OBJECTIVES_SAID, verdict, noVerdict(report))}.`,
      ...(why === null ? [] : [escaped(why)]),
    ].join(' '),
  ];
}

/** A measure of some servers is none of all. */
function resultSaid(measured: Parameters<typeof measureSaid>[0] | null, { unmeasured }: Worst): string {
  const result = measured === null || measured.seconds === null ? 'not measured' : measureSaid(measured);
  const missing = `on ${countSaid(unmeasured, 'required server')}`;
  if (unmeasured === 0) return result;
  return result === 'not measured' ? `${result} ${missing}` : `${result}; not measured ${missing}`;
}
