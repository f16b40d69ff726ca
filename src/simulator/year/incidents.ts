import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Dice } from '../aws/dice.ts';
import { noFaults } from '../aws/faults.ts';
import { NO_PLATFORM_FAULTS } from '../seeded/scenarios/plans.ts';
import { type SeededWorld, SITE } from '../seeded/seededState.ts';
import type { ThirdPartyAction } from '../seeded/thirdPartyActions.ts';
import { INCIDENT_KINDS, type IncidentKind } from './incidentKinds.ts';
import { nightAt, type YearOptions } from './yearPlan.ts';

/** An incident with its time, and the servers that it is about, by index. */
export interface Incident {
  kind: IncidentKind;
  from: Instant;
  until: Instant;
  servers: number[];
}

const INCIDENTS_A_WEEK = 20;
const SERVERS_MAX = 5;
/** The share of incidents that begin within an hour of the beginning of a drill. */
const NIGHTLY = 0.4;

/** Twenty incidents a week, at any time of day or near the beginning of a drill. */
export function drawIncidents(dice: Dice, { nights, servers, neverLaunching }: YearOptions): Incident[] {
  return Array.from({ length: Math.round((nights / 7) * INCIDENTS_A_WEEK) }, () => {
    const kind = dice.pick(INCIDENT_KINDS);
    const night = dice.between(0, nights - 1);
    const seconds = dice.chance(NIGHTLY) ? dice.between(-HOUR_SECONDS, HOUR_SECONDS) : dice.between(0, DAY_SECONDS);
    const from = nightAt(night) + seconds * SECOND_MS;
    const until = from + dice.between(30 * MINUTE_SECONDS, kind.hoursMax * HOUR_SECONDS) * SECOND_MS;
    const some = Array.from({ length: dice.between(1, SERVERS_MAX) }, () => dice.between(neverLaunching, servers - 1));
    return { kind, from, until, servers: [...new Set(some)] };
  });
}

/** What third parties do in the incidents. They clean up what they launched, and try again when DRS refuses. */
export function thirdPartiesIn(incidents: readonly Incident[]): ThirdPartyAction[] {
  return incidents.flatMap(({ kind, from, until, servers }) => {
    const { thirdParty: action } = kind;
    if (action === undefined) return [];
    const cleaning = [0, 1, 2, 4, 8].map((hours) => until + hours * HOUR_SECONDS * SECOND_MS);
    return [{ at: from, action, servers }, ...cleaning.map((at) => ({ at, action: 'terminate' as const, servers }))];
  });
}

/** Switches the faults of the incidents on and off. */
export function planIncidents(world: SeededWorld, incidents: readonly Incident[]): void {
  const active = new Set<Incident>();
  for (const incident of incidents) {
    const { from, until } = incident;
    world.tasks.at(from, () => {
      active.add(incident);
      bringAbout(world, active);
    });
    world.tasks.at(until, () => {
      active.delete(incident);
      bringAbout(world, active);
      recoverServers(world, incident, active);
    });
  }
}

/** Simulated AWS and the platform read their faults at each occasion, so they are changed in place. */
function bringAbout(world: SeededWorld, active: ReadonlySet<Incident>): void {
  const { faults, platform } = world.scenario;
  const troubled = [...active].filter(({ kind }) => kind.faults ?? kind.platform ?? kind.losesSweeps);
  const faultsUntil = Math.max(world.tasks.now(), ...troubled.map(({ until }) => until));
  Object.assign(faults, noFaults, ...troubled.map(({ kind }) => kind.faults), { faultsUntil });
  Object.assign(platform, NO_PLATFORM_FAULTS, ...troubled.map(({ kind }) => kind.platform));
  const withoutSweeps = troubled.find(({ kind }) => kind.losesSweeps);
  if (withoutSweeps !== undefined) platform.sweepLost = { from: withoutSweeps.from, until: withoutSweeps.until };
  for (const { kind, servers } of active) if (kind.skipsServers) skip(world, servers, true);
}

function recoverServers(world: SeededWorld, { kind, servers }: Incident, active: ReadonlySet<Incident>): void {
  if (kind.skipsServers !== true) return;
  const still = new Set([...active].flatMap((one) => (one.kind.skipsServers ? one.servers : [])));
  skip(
    world,
    servers.filter((index) => !still.has(index)),
    false,
  );
}

function skip({ aws, servers }: SeededWorld, indices: number[], skips: boolean): void {
  for (const id of indices.flatMap((index) => servers[index] ?? [])) aws.skipLaunches(SITE, id, skips);
}
