import { type Check, isDecided } from '../../drill/checks/check.ts';
import { isAfterCleanup } from '../../drill/checks/checkTerms.ts';
import { objectivesOf } from '../../drill/clocks.ts';
import type { Drill } from '../../drill/drill.ts';
import { isOptional } from '../../drill/launching/requiredServers.ts';
import { hasLaunchedNothing } from '../../drill/neverLaunched.ts';
import { hasPassed } from '../../history/trialMeasures.ts';
import type { Context } from '../sources.ts';
import { time } from '../time.ts';
import type { Reading } from './reading.ts';
import { serverNames } from './serverNames.ts';

/** Why a drill is no plain pass, in sentences; whatever else kept it from passing is its verdict. */
export function conditionsOf(reading: Reading, context: Context): string[] {
  const { drill, isEnded } = reading;
  return [
    ...ofWorld(drill),
    ...(drill.terms.dryRun === true ? ['It was a dry run: nothing was launched.'] : []),
    ...ofWaivers(reading),
    ...(isEnded && !hasLaunchedNothing(drill) ? ofParts(drill) : []),
    ...ofOptionalActions(drill),
    ...ofDegradation(reading),
    ...ofLeaks(reading),
    ...ofQuarantine(context),
    ...ofIntegrity(context),
  ];
}

/** Where nothing was launched, they say nothing more than that. */
function ofParts(drill: Drill): string[] {
  return [...ofOptionalServers(drill), ...ofOptionalChecks(drill), ...ofObjectives(drill)];
}

function ofWorld({ world }: Drill): string[] {
  if (world === 'REAL') return [];
  if (world === 'SIMULATED') return ['It ran in a SIMULATED world: nothing of it took place on AWS.'];
  return ['Nothing shows whether AWS itself or a simulation has answered it.'];
}

function ofWaivers({ facts }: Reading): string[] {
  const waivers = facts.of('ChecksWaived').flatMap(({ fact }) => fact.waivers);
  const alike = Map.groupBy(waivers, ({ check, reason }) => JSON.stringify([check, reason]));
  return [...alike.values()].flatMap((ones) => {
    const [first] = ones;
    if (first === undefined) return [];
    const ids = [...new Set(ones.flatMap(({ sourceServerId }) => sourceServerId ?? []))];
    const of = ids.length === 0 ? '' : ` for ${serverNames(ids)}`;
    return [`Check ${first.check} did not pass and was waived${of}: ${first.reason}`];
  });
}

function ofOptionalServers(drill: Drill): string[] {
  const failed = Object.entries(drill.servers).filter(([, one]) => isOptional(drill, one) && !hasPassed(one));
  return failed.length === 0 ? [] : [`Of the optional waves, not passed: ${serverNames(failed.map(([id]) => id))}.`];
}

function ofOptionalChecks({ checks = [] }: Drill): string[] {
  const failed = checks.filter((check) => !check.required && isDecided(check) && check.state !== 'PASSED');
  return failed.map((check) => `${whichOf(check)} ${check.name} did not pass (${check.state})${because(check)}`);
}

function whichOf(check: Check): string {
  return isAfterCleanup(check) ? 'After the cleanup, check' : 'Check';
}

function because({ because: why }: Check): string {
  return why === undefined ? '.' : `: ${why}`;
}

function ofObjectives(drill: Drill): string[] {
  const objectives = objectivesOf(drill);
  return objectives?.verdict === 'UNDECIDED' ? [`The objectives are undecided. ${objectives.why ?? ''}`] : [];
}

function ofOptionalActions({ servers }: Drill): string[] {
  const failed = Object.entries(servers).filter(([, { actions }]) => (actions?.reported?.optional.failed ?? 0) > 0);
  const ids = failed.map(([id]) => id);
  return ids.length === 0 ? [] : [`Optional post-launch actions failed on ${serverNames(ids)}.`];
}

/** What passed, although less was shown by it, or somebody had to help. */
function ofDegradation({ drill, facts }: Reading): string[] {
  const stopped = Object.entries(drill.servers).filter(([, { verified }]) => verified === 'STOPPED_AS_CONFIGURED');
  const older = facts.of('ServerLaunched').filter(({ fact }) => fact.usedPreviousSnapshot);
  const ids = [...new Set(older.map(({ fact }) => fact.sourceServerId))];
  return [
    ...(stopped.length === 0
      ? []
      : [`Configured to stay stopped, and so never seen working: ${serverNames(stopped.map(([id]) => id))}.`]),
    ...(ids.length === 0 ? [] : [`DRS launched from the snapshot before: ${serverNames(ids)}.`]),
    ...facts.of('TableRestored').map(({ fact }) => `The table was restored (${fact.restored}) during the drill.`),
    ...(facts.of('HardStopFired').length === 0 ? [] : ['The hard stop had to end it.']),
    ...(facts.of('GuardTerminated').length === 0 ? [] : ['The guard had to terminate instances.']),
  ];
}

/** What a person took responsibility for is not proved gone, either. */
function ofLeaks({ drill, facts }: Reading): string[] {
  const ids = [...new Set(facts.of('LeakReported').flatMap(({ fact }) => fact.sourceServerIds))];
  const [gone, left] = [ids.filter((id) => isProvedGone(drill, id)), ids.filter((id) => !isProvedGone(drill, id))];
  return [
    ...(gone.length === 0 ? [] : [`Reported as leaked, and proved gone later: ${serverNames(gone)}.`]),
    ...(left.length === 0 ? [] : [`Reported as leaked, and not proved gone: ${serverNames(left)}.`]),
  ];
}

function isProvedGone({ servers }: Drill, id: string): boolean {
  const gone = servers[id]?.gone;
  return gone !== undefined && gone !== 'ACKNOWLEDGED';
}

function ofQuarantine({ quarantined }: Context): string[] {
  return quarantined === null ? [] : [`It was quarantined at ${time(quarantined.at)}: ${quarantined.violation}`];
}

function ofIntegrity({ integrity: { contradiction, replayContradiction } }: Context): string[] {
  const found = [contradiction, replayContradiction].flatMap((one) => one ?? []);
  return found.map((one) => `The record and its journal do not agree: ${one}`);
}
