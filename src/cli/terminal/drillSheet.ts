import { standingSaid } from '../../api/views/standing.ts';
import type { Drill } from '../apiDocuments.ts';
import { between, duration } from '../durations.ts';
import type { Hosts } from '../verbs/listings.ts';
import { checksOf, checkTable } from './checkSheet.ts';
import { forecastTables, takesLines } from './forecastSheet.ts';
import { type Cell, grid, painted, paragraph, plain, sheet } from './grid.ts';
import { stageOf } from './serverStage.ts';

/** A drill for people: its state, then one line per server. */
export function drillSheet(drill: Drill, hosts: Hosts = new Map()): string {
  const parts = [...preflight(drill), ...forecastTables(drill), '', servers(drill, hosts), ...launchActions(drill)];
  return [sheet(headOf(drill)), ...parts, ...holdChecks(drill, hosts)].join('\n');
}

function headOf(drill: Drill): [string, Cell][] {
  const { terms, hold, site, failedChecks, warnings } = drill;
  const lines: [string, Cell | null][] = [
    ['drill', drill.drillId],
    ['phase', painted(drill.phase, `since ${drill.phaseSince}`)],
    ['outcome', drill.outcome === null ? null : painted(drill.outcome)],
    ['objectives', drill.objectives && objectivesSaid(drill.objectives)],
    ['why', drill.why],
    ['cleanup', painted(drill.cleanup)],
    ['world', drill.world === 'SIMULATED' ? 'SIMULATED: a simulated AWS' : drill.world],
    ['evidence', drill.evidenceLevel],
    ['waits for', drill.waitsFor],
    ['waits since', drill.waits?.since ?? null],
    ['left behind', drill.leftStanding.map(standingSaid).join('; ') || null],
    ['termination refused', drill.terminationRefused],
    ['quarantined', drill.quarantined],
    // Missing in the response of an older API.
    ['contradiction', drill.contradiction ?? null],
    ['site', `${site.accountId} ${site.region}`],
    ['requested', `${drill.requestedAt} by ${drill.requestedBy}`],
    ['ended', drill.endedAt],
    ['reason', terms.reason],
    ['plan', planSaid(drill)],
    ['change', terms.changeReference ?? null],
    [
      'tags',
      Object.entries(terms.tags)
        .map((tag) => tag.join('='))
        .join(', ') || null,
    ],
    ['cancelled by', drill.cancelledBy],
    ['hold', heldSaid(hold)],
    ['extension', hold.extensionRequestedUntil && `requested, until ${hold.extensionRequestedUntil}`],
    ...takesLines(drill),
    ['failed checks', failedChecks.total === 0 ? null : String(failedChecks.total)],
    ['warnings', warnings.total === 0 ? null : String(warnings.total)],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

/** The plan that it was started from, or the tag of its jobs. An older API does not report the plan. */
function planSaid({ plan = null, terms }: Drill): string | null {
  return plan === null ? (terms.recoveryPlan ?? null) : `${plan.name}, version ${plan.version}`;
}

/** Describes the hold, which may have ended early. */
function heldSaid({ seconds, until, endedAt, endedBy, extendedBy, heldSeconds }: Drill['hold']): string {
  const requested = `${duration(seconds)} requested${extendedBy === null ? '' : `, extended by ${extendedBy}`}`;
  if (heldSeconds !== null)
    return `held ${duration(heldSeconds)}, until ${endedAt}${endedBy === null ? '' : `, ended by ${endedBy}`} (${requested})`;
  return until === null ? requested : `${requested}, until ${until}`;
}

function holdChecks(drill: Drill, hosts: Hosts): string[] {
  return checksOf(drill).length === 0 ? [] : ['', checkTable(drill, hosts)];
}

function preflight({ failedChecks, warnings }: Drill): string[] {
  return [...failedChecks.first, ...warnings.first].map(
    (one) => `  ${paragraph(Object.values(one).map(String).join('  '))}`,
  );
}

function servers(drill: Drill, hosts: Hosts): string {
  return grid(
    ['WAVE', 'HOST', 'SERVER', 'STAGE', 'RECOVERY TIME', 'RECOVERY POINT', 'INSTANCE', 'ERROR'],
    drill.servers.map((server) => [
      String(server.wave),
      hosts.get(server.sourceServerId) ?? '-',
      server.sourceServerId,
      painted(stageOf(drill, server)),
      ...[server.recoveryTime, server.recoveryPoint].map((one) => between(one.atLeastSeconds, one.seconds)),
      server.instanceId ?? '-',
      server.error ?? lossSaid(server.lost) ?? '-',
    ]),
  );
}

function lossSaid(lost: Drill['servers'][number]['lost']): string | undefined {
  if (lost === null) return undefined;
  const { state, lostAt, reason } = lost;
  if (state === null) return 'its state at the end of its hold is unknown';
  const since = lostAt === null ? '' : ` since ${lostAt}`;
  return `lost during its hold: ${state}${since}${reason === null ? '' : ` (${reason})`}`;
}

/** One line per server with post-launch actions: how many succeeded, and the state of the others. */
function launchActions(drill: Drill): string[] {
  const lines = drill.servers.flatMap(({ sourceServerId, launchActions: actions }) =>
    actions === null ? [] : [`  ${paragraph(`${sourceServerId}  ${actionsSaid(actions)}`)}`],
  );
  return lines.length === 0 ? [] : ['', 'post-launch actions', ...lines];
}

function actionsSaid({ required, optional, runs, agentSeenAt, unfinished }: Actions): string {
  const expected = `${required} required, ${optional} optional`;
  if (runs === null) return `${expected}: DRS has reported no runs`;
  const succeeded = `${runs.required.succeeded} and ${runs.optional.succeeded} succeeded`;
  const agent = agentSeenAt === null ? ['Systems Manager did not report its agent'] : [];
  const others = unfinished.map(({ name, optional: mayFail, status, reason }) =>
    plain(`“${name}”${mayFail ? ' (optional)' : ''} ${status}${reason === null ? '' : `: ${reason}`}`),
  );
  return [`${expected}: ${succeeded}`, ...agent, ...others].join('; ');
}

type Actions = NonNullable<Drill['servers'][number]['launchActions']>;

function objectivesSaid({ verdict, why }: NonNullable<Drill['objectives']>): string {
  return why === null ? verdict : `${verdict}: ${why}`;
}
