import type { CheckTerms, FunctionTerms, UnreachableTerms } from '../../../drill/checks/checkTerms.ts';
import type { Drill } from '../../../drill/drill.ts';
import type { SentCommand } from '../../aws/state.ts';
import { namedCheck } from '../namedRequest.ts';
import type { PlannedCheck, PlannedDrill } from '../scenarios/plans.ts';
import { drillIdOf, type SeededWorld, siteStateOf } from '../seededState.ts';
import type { Met } from './testimony.ts';

/** PASSED means that every required check has passed, as the world and its people said. */
export function passedUnchecked(world: SeededWorld, { drillId, outcome, phase }: Drill): void {
  if (outcome !== 'PASSED' || phase !== 'ENDED') return;
  const index = world.scenario.drills.findIndex((one, place) => drillIdOf(one, place) === drillId);
  const planned = world.scenario.drills[index];
  const required = planned?.checks?.filter(({ terms }) => terms.required) ?? [];
  if (planned === undefined || required.length === 0) return;
  const { commands = {} } = siteStateOf(world);
  const view = { world, planned, drillId, commands: Object.values(commands) };
  for (const check of required)
    if (!hasPassed(view, check))
      world.violations.add(
        `every required check of a PASSED drill has passed, as the world said (${drillId}: ${check.terms.name})`,
      );
}

/** A drill is not held longer than until the end of its hold. */
export function heldTooLong({ violations }: SeededWorld, { drillId, phase, at, holdUntil }: Drill): void {
  if (phase === 'HOLDING' && holdUntil !== undefined && at >= holdUntil)
    violations.add(`no check lengthens a hold (${drillId})`);
}

interface View {
  world: SeededWorld;
  planned: PlannedDrill;
  drillId: string;
  commands: SentCommand[];
}

function hasPassed(view: View, { terms, works }: PlannedCheck): boolean {
  const servers = serversOf(view, namedCheck(view.world.servers, terms));
  switch (terms.kind) {
    case 'VERDICT':
      return works && isSaid(view, terms);
    case 'LAMBDA':
      return isJudged(view, terms, servers) || (works && isSaid(view, terms));
    case 'SSM':
      return servers.length > 0 && servers.every((id) => exitedWell(view, terms, id));
    case 'HTTP':
    case 'TCP':
      return servers.length > 0 && servers.every((id) => answered(view, terms, id));
    case 'UNREACHABLE':
      return servers.length > 0 && servers.every((id) => wasIsolated(view, terms, id));
    case 'CONSOLE':
      return false;
  }
}

/** The servers of a check's scope for which this drill has launched an instance. Optional waves fail no drill. */
function serversOf({ world, planned, drillId }: View, terms: CheckTerms): string[] {
  const owner = world.deployments[planned.deployment]?.owner;
  const isOwn = (tags: Record<string, string>) => tags['DrillId'] === drillId && tags['DrillOwner'] === owner;
  const own = world.aws.history.launches.filter(({ isDrill, tags }) => isDrill && isOwn(tags));
  return own.flatMap(({ tags, sourceServerIds }) => {
    const wave = Number(tags['Launch']?.split('/')[1]);
    const isOptional = planned.waveTerms?.[wave]?.optional === true;
    return isOptional ? [] : sourceServerIds.filter((id) => isInScope(world, terms, id, wave));
  });
}

function isInScope({ scenario, servers }: SeededWorld, terms: CheckTerms, id: string, wave: number): boolean {
  const of = 'of' in terms ? terms.of : undefined;
  if (of === undefined) return true;
  if ('wave' in of) return of.wave === wave;
  if ('sourceServerIds' in of) return of.sourceServerIds.includes(id);
  const { tags = {} } = scenario.servers[servers.indexOf(id)] ?? {};
  return Object.entries(of.tags).every(([tag, values]) => values.includes(tags[tag] ?? ''));
}

function isSaid({ planned }: View, { name }: CheckTerms): boolean {
  return planned.actions.some(({ action, check }) => action === 'verdict' && check === name);
}

function isJudged({ world, drillId }: View, { name }: FunctionTerms, servers: string[]): boolean {
  return world.testimony.judgements.some(
    ({ check, passed, sourceServerIds, ...one }) =>
      one.drillId === drillId &&
      check === name &&
      passed === true &&
      servers.every((id) => sourceServerIds.includes(id)),
  );
}

function exitedWell({ world, drillId, commands }: View, { name }: CheckTerms, id: string): boolean {
  const comment = `${drillId} ${name}`;
  const sent = world.testimony.commands.filter((one) => one.comment === comment && one.sourceServerId === id);
  const runs = commands.filter((command) => command.comment === comment).flatMap((command) => command.runs);
  return sent.some(({ instanceId }) => runs.some((run) => run.instanceId === instanceId && run.exitStatus === 0));
}

/** The instance answered as expected in a run in which the control did not. */
function answered({ world, drillId }: View, terms: Extract<CheckTerms, { kind: 'HTTP' | 'TCP' }>, id: string): boolean {
  const path = 'path' in terms ? { path: terms.path } : {};
  const target = { kind: terms.kind, port: terms.port, ...path };
  const control = terms.control && { ...target, ...terms.control };
  return world.testimony.probes.some(({ met }) => {
    const own = met.filter(({ instance }) => instance?.sourceServerId === id && instance.drillId === drillId);
    const failed = control === undefined || own.some((one) => isOf(one, control) && !one.answered);
    return failed && own.some((one) => isOf(one, target) && one.answered);
  });
}

function isOf(met: Met, target: Pick<Met, 'kind' | 'port' | 'path'>): boolean {
  return met.kind === target.kind && met.port === target.port && met.path === target.path;
}

/** The host was out of reach in a run that reached the instance, which is where the probe is. */
function wasIsolated({ world, drillId }: View, { host, port, control }: UnreachableTerms, id: string): boolean {
  const isElsewhere = world.scenario.servers[world.servers.indexOf(id)]?.subnetId !== undefined;
  return (
    !isElsewhere &&
    world.testimony.probes.some(
      ({ met }) =>
        met.some((one) => one.host === host && one.port === port && !one.answered) &&
        met.some(
          ({ instance, ...one }) =>
            instance?.sourceServerId === id &&
            instance.drillId === drillId &&
            one.port === control.port &&
            one.answered,
        ),
    )
  );
}
