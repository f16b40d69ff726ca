import { SECOND_MS } from '../../../drill/bounds.ts';
import type { Choice, Drill } from '../../../drill/drill.ts';
import type { Fact } from '../../../drill/facts.ts';
import { requiredServers } from '../../../drill/launching/requiredServers.ts';
import { hasPassed } from '../../../history/trialMeasures.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';
import { when } from './falseStatements.ts';

/** A wave is launched after the verification and the pause that it waits for. */
export function launchedTooEarly(
  { violations }: SeededWorld,
  { drillId, waves, servers }: Drill,
  launch: OtherWorld['history']['launches'][number],
): void {
  const wave = Math.min(...launch.sourceServerIds.map((id) => servers[id]?.wave ?? 0));
  const { startWhen, waitSeconds = 0 } = waves[wave] ?? {};
  const before = Object.values(servers).filter((one) => one.wave === wave - 1 && one.result === 'LAUNCHED');
  const isOpen = before.some(({ verified, verificationFailed }) => verified === undefined && !verificationFailed);
  if (startWhen === 'VERIFIED' && isOpen)
    violations.add(`a wave waits for the verification of the one before (${drillId}, wave ${wave + 1})`);
  const launchedAt = Math.max(0, ...before.flatMap((one) => one.launchedAt ?? []));
  if (launch.at < launchedAt + waitSeconds * SECOND_MS)
    violations.add(`a wave waits for its pause (${drillId}, wave ${wave + 1})`);
}

/** Instances are up during a pause, so a schedule must exist that stops the drill after it. */
export function pausedWithoutStop(
  { violations }: SeededWorld,
  { hardStops }: Deployment,
  { drillId }: Drill,
  fact: Fact,
): void {
  if (fact.type === 'WavePaused' && (hardStops.get(drillId) ?? 0) < fact.until)
    violations.add(`a pause between waves has a hard stop behind it (${drillId}, wave ${fact.wave + 1})`);
}

/** Each wave with a choice has servers with its tags, and no excluded one. */
export function wronglyChosen(
  { scenario, servers, violations }: SeededWorld,
  before: Drill | undefined,
  fact: Fact,
): void {
  if (fact.type !== 'ServersChosen' || before === undefined) return;
  for (const [wave, { choice }] of before.waves.entries())
    for (const id of fact.waves[wave] ?? [])
      if (choice !== undefined && !fits(choice, id, scenario.servers[servers.indexOf(id)]?.tags ?? {}))
        violations.add(`a wave has only servers that match its choice (${before.drillId}: ${id})`);
}

function fits({ tags, exclude = [] }: Choice, id: string, own: Record<string, string>): boolean {
  return !exclude.includes(id) && Object.entries(tags).every(([key, values]) => values.includes(own[key] ?? ''));
}

/** A drill that FAILED although every required server has passed. */
export function failedByOptional(drill: Drill): string[] {
  const hasOptional = drill.waves.some(({ optional }) => optional === true);
  const why = drill.why ?? '';
  if (!hasOptional || drill.outcome !== 'FAILED' || !/launch|verified|lost|succeed/.test(why)) return [];
  // Whether it has launched anything is then not known.
  if (why.endsWith('never answered.')) return [];
  const failed = requiredServers(drill).filter(([, server]) => !hasPassed(server) || server.held !== true);
  return when(failed.length === 0 && drill.restored === undefined, why);
}
