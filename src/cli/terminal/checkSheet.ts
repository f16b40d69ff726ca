import type { Drill } from '../apiDocuments.ts';
import type { Hosts } from '../verbs/listings.ts';
import { grid, type Painted, painted, plain } from './grid.ts';

export type CheckOfDrill = Drill['checks'][number];

/** The checks of a drill. An older API does not report any. */
export function checksOf({ checks = [] }: Partial<Pick<Drill, 'checks'>>): CheckOfDrill[] {
  return checks;
}

/** The checks of a drill, one line each; a single line when none was run. Servers are named with their hosts. */
export function checkTable(drill: Partial<Pick<Drill, 'checks'>>, hosts: Hosts = new Map()): string {
  const checks = checksOf(drill);
  if (checks.length === 0) return 'no checks';
  if (checks.length > 1 && checks.every(neverBegan)) return noneSaid(checks);
  return grid(
    ['CHECK', 'KIND', 'REQUIRED', 'STATE', 'SERVERS', 'BY', 'BECAUSE', 'EVIDENCE'],
    checks.map((check) => [
      ...[check.name, check.kind, check.required ? 'yes' : 'no', stateSaid(check), serversSaid(check)],
      ...[check.by, withHosts(check.because, hosts), check.evidenceUrl].map((one) => one ?? '-'),
    ]),
  );
}

/** The servers that the reasons of checks name, for their host names. */
export function serversNamed(checks: readonly CheckOfDrill[]): string[] {
  return [...new Set(checks.flatMap(({ because }) => because?.match(SERVER_IDS) ?? []))];
}

const SERVER_IDS = /\bs-[0-9a-zA-Z]{17}\b/g;

function withHosts(because: string | null, hosts: Hosts): string | undefined {
  return because?.replaceAll(SERVER_IDS, (id) => (hosts.has(id) ? `${id} (${hosts.get(id)})` : id));
}

function neverBegan({ state, beganAt }: CheckOfDrill): boolean {
  return state === 'NOT_RUN' && beganAt === null;
}

function noneSaid(checks: readonly CheckOfDrill[]): string {
  const reasons = [...new Set(checks.flatMap(({ because }) => because ?? []))];
  return plain(`${checks.length} checks, none of them run: ${reasons.join('; ')}`);
}

/** A console is captured for people, and never passes. */
function stateSaid(check: CheckOfDrill): Painted {
  return painted(check.state, isCaptured(check) ? '(for people to judge)' : '');
}

function isCaptured({ kind, state, servers = null }: CheckOfDrill): boolean {
  return kind === 'CONSOLE' && state === 'NOT_RUN' && servers !== null;
}

/** How many of its servers are how far. An older API does not say. */
function serversSaid(check: CheckOfDrill): string {
  const { servers = null } = check;
  if (servers === null) return '-';
  const { pending, passed, failed, timedOut, notRun } = servers;
  if (isCaptured(check)) return `${notRun} asked`;
  const counts = Object.entries({ passed, failed, 'timed out': timedOut, 'not run': notRun, pending });
  return counts.flatMap(([what, count]) => (count === 0 ? [] : `${count} ${what}`)).join(', ') || 'none';
}

/** How far the checks are, in a few words; undefined when there are none. */
export function checksSaid(drill: Drill): string | undefined {
  const checks = checksOf(drill);
  if (checks.length === 0) return undefined;
  const byState = Object.entries(Object.groupBy(checks, ({ state }) => state));
  return byState.map(([state, some = []]) => `${state}: ${some.map(({ name }) => name).join(', ')}`).join('; ');
}

/** How far one check is. */
export function checkSaid({ state, by, because }: CheckOfDrill): string {
  const who = by === null ? '' : `, by ${by}`;
  return plain(`${state}${who}${because === null ? '' : `: ${because}`}`);
}
