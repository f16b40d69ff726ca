import type { Drill } from '../../drill/drill.ts';
import type { Identified } from '../bundle/manifest.ts';
import { firstDifference } from '../chain/firstDifference.ts';
import type { Clock, Report } from '../report/report.ts';
import { isTime } from './strictText.ts';
import { refuse } from './verification.ts';

const FILE = 'report.json';
const SECOND_MS = 1000;

/**
 * Refuses a report that says of world, outcome, cleanup or servers something else than the record and the manifest, or
 * whose clocks are not the differences that they claim. No version of the product may make such a report.
 */
export function judgeClaims(report: Report, drill: Drill, signed: Identified): void {
  const { world = null, outcome = null, phase, cleanup, drillId, site, owner } = drill;
  const servers = Object.keys(drill.servers).sort();
  compare('the record', said(report), { world, drillId, site, deployment: owner, phase, outcome, cleanup, servers });
  const { format: _, part: _part, outputs: _outputs, firstEnvelopeHash: _hash, ...identified } = signed;
  const { world: itsWorld, drillId: id, site: itsSite, deployment, outcome: itsOutcome } = said(report);
  const { product } = report.identity;
  const itself = { world: itsWorld, drillId: id, site: itsSite, deployment, outcome: itsOutcome, product };
  compare('the manifest', itself, identified);
  judgeClocks(report, '', FILE);
}

function said({ identity, verdict, cleanup, servers }: Report) {
  const { world, drillId, site, deployment } = identity;
  const { phase, outcome } = verdict;
  const ids = servers.map(({ sourceServerId }) => sourceServerId).sort();
  return { world, drillId, site, deployment, phase, outcome, cleanup: cleanup.state, servers: ids };
}

function compare(other: string, report: object, expected: object): void {
  const found = firstDifference(report, expected);
  if (found !== null) refuse(FILE, `${found.path} is ${found.one}, and ${other} says ${found.other}.`);
}

/** Refuses a report in a file, or a part of one, with a clock that is not the difference of its ends. */
export function judgeClocks(value: unknown, path: string, file: string): void {
  if (typeof value !== 'object' || value === null) return;
  if (isClock(value)) judgeClock(value, path, file);
  for (const [name, member] of Object.entries(value)) judgeClocks(member, path === '' ? name : `${path}.${name}`, file);
}

function isClock(value: object): value is Clock {
  return ['seconds', 'atLeastSeconds', 'from', 'to', 'notBefore'].every((name) => Object.hasOwn(value, name));
}

/** `seconds` is `to` − `from`, or null when that is negative. `atLeastSeconds` is `notBefore` − `from`. */
function judgeClock(clock: Clock, path: string, file: string): void {
  const { seconds, atLeastSeconds, from, to, notBefore } = clock;
  judgeShape(clock, path, file);
  if (from === null || to === null) {
    if (seconds !== atLeastSeconds || notBefore !== null)
      refuse(file, `${path} has bounds, and lacks an end that shows them.`);
    if (from !== null && seconds !== null) refuse(file, `${path}.seconds is ${seconds}, and has no end.`);
    return;
  }
  const difference = secondsBetween(from.at, to.at);
  const measured = difference < 0 ? null : difference;
  if (seconds !== measured) refuse(file, `${path}.seconds is ${seconds}, and from its ends it is ${measured}.`);
  const least = notBefore === null ? seconds : secondsBetween(from.at, notBefore.at);
  if (atLeastSeconds !== least && (notBefore !== null || atLeastSeconds !== null))
    refuse(file, `${path}.atLeastSeconds is ${atLeastSeconds}, and from its ends it is ${least}.`);
  if (notBefore !== null && (notBefore.at < from.at || notBefore.at > to.at))
    refuse(file, `${path}.notBefore is not between its ends.`);
}

/** Only times that everybody reads alike, and numbers. */
function judgeShape({ seconds, atLeastSeconds, from, to, notBefore }: Clock, path: string, file: string): void {
  for (const [name, end] of Object.entries({ from, to, notBefore }))
    if (end !== null && !isTime(end.at)) refuse(file, `${path}.${name}.at is no time in UTC with milliseconds.`);
  for (const [name, value] of Object.entries({ seconds, atLeastSeconds }))
    if (value !== null && typeof value !== 'number') refuse(file, `${path}.${name} is no number.`);
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / SECOND_MS;
}
