import type { PriceList } from '../../../../src/history/cost.ts';
import { actionCounts } from './actions.ts';
import type { Ledger, ServerLine } from './ledger.ts';
import { costIn, usedIn } from './used.ts';

/** Every number of a report by its path, computed from what the journal says. */
export function numbersOf(ledger: Ledger, prices: PriceList): Map<string, number> {
  const numbers = new Map<string, number>();
  const set = (path: string, value: number | null | undefined): void => {
    if (value !== null && value !== undefined) numbers.set(path, value);
  };
  ofRequest(ledger, set);
  for (const [index, line] of [...ledger.servers.values()].entries()) ofServer(ledger, line, `servers.${index}`, set);
  ofChecks(ledger, set);
  ofHoldAndCleanup(ledger, set);
  const used = usedIn(ledger);
  for (const [path, value] of used) set(`quantities.${path}`, value);
  for (const [path, value] of costIn(ledger, prices)) set(`cost.${path}`, value);
  return numbers;
}

type Setter = (path: string, value: number | null | undefined) => void;

function ofRequest({ request, candidates, seed }: Ledger, set: Setter): void {
  const { objectives, holdSeconds } = request.terms;
  set('identity.plan.version', request.plan?.version);
  for (const index of request.waves.keys()) set(`scope.waves.${index}.wave`, index + 1);
  set('scope.candidates', candidates);
  if (request.waveTerms?.some(({ choice }) => choice?.sample?.by === 'RANDOM')) set('scope.seed', seed);
  set('objectives.recoveryTimeSeconds', objectives.recoveryTimeSeconds);
  set('objectives.recoveryPointSeconds', objectives.recoveryPointSeconds);
  set('hold.plannedSeconds', holdSeconds);
}

function ofServer(ledger: Ledger, line: ServerLine, path: string, set: Setter): void {
  const [first, newest] = [line.inspections[0], line.inspections.at(-1)];
  set(`${path}.wave`, line.wave + 1);
  if (first?.exists) set(`${path}.replicationLagSeconds`, first.lagSeconds);
  const volumes = (newest?.exists && newest.machine?.volumes) || [];
  for (const [index, { gigabytes }] of volumes.entries())
    set(`${path}.launchSettings.volumes.${index}.gigabytes`, gigabytes);
  const recovered = recoveryOf(ledger, line);
  set(`${path}.clocks.recoveryTime.seconds`, recovered && seconds(recovered.from, recovered.to));
  set(`${path}.clocks.recoveryTime.atLeastSeconds`, recovered && seconds(recovered.from, recovered.notBefore));
  const created = createdOf(ledger, line);
  for (const bound of ['seconds', 'atLeastSeconds']) {
    set(`${path}.clocks.launch.${bound}`, seconds(created, line.launchedAt));
    set(`${path}.clocks.recoveryPoint.${bound}`, pointSeconds(ledger, line));
  }
  const { steps } = line;
  const step = (name: string) => steps[name] ?? null;
  set(`${path}.stages.snapshotSeconds`, seconds(step('SNAPSHOT_START'), step('SNAPSHOT_END')));
  set(`${path}.stages.conversionSeconds`, seconds(step('CONVERSION_START'), step('CONVERSION_END')));
  set(`${path}.stages.launchSeconds`, seconds(step('LAUNCH_START'), step('LAUNCH_END')));
  set(`${path}.stages.bootSeconds`, seconds(step('LAUNCH_END'), line.verifiedAt));
}

/** A status that a look reads may be a minute old (EC2 user guide: status checks are performed every minute). */
const STATUS_MS = 60_000;

function recoveryOf(ledger: Ledger, line: ServerLine): { from: number; to: number; notBefore: number | null } | null {
  const [from, to] = [createdOf(ledger, line), line.verifiedAt];
  if (from === null || to === null || to < from) return null;
  const signs = [line.launchedAt, line.notReadyAt === null ? null : line.notReadyAt - STATUS_MS];
  const inside = signs.flatMap((at) => (at !== null && at >= from && at <= to ? [at] : []));
  return { from, to, notBefore: inside.length === 0 ? null : Math.max(...inside) };
}

function createdOf({ created }: Ledger, { launch }: ServerLine): number | null {
  return launch === null ? null : (created.get(launch) ?? null);
}

function pointSeconds({ requestedAt, inspectedAt }: Ledger, { pointAt, inspections }: ServerLine): number | null {
  if (pointAt === null) return null;
  if (pointAt < requestedAt) return seconds(pointAt, requestedAt);
  const [first] = inspections;
  return first?.exists && inspectedAt !== null ? first.lagSeconds : null;
}

/** Null where an end is missing, or the clocks of the two ends do not match. */
function seconds(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1000;
}

function ofChecks(ledger: Ledger, set: Setter): void {
  const checks = [...ledger.checks.values()];
  for (const [index, { counts }] of checks.entries())
    for (const [state, count] of Object.entries(counts)) set(`checks.${index}.counts.${state}`, count);
  for (const [state, count] of actionCounts(ledger)) set(`checks.${checks.length}.counts.${state}`, count);
  const required = checks.filter((check) => check.required);
  if (required.length === 0 || required.some(({ result }) => result !== 'PASSED')) return;
  const checked = Math.max(...required.map(({ decidedAt }) => decidedAt ?? 0));
  for (const bound of ['seconds', 'atLeastSeconds'])
    set(`timeToChecked.${bound}`, seconds(ledger.requestedAt, checked));
}

function ofHoldAndCleanup(ledger: Ledger, set: Setter): void {
  const { holdBeganAt, holdEndedAt, cleaningAt, cleanup } = ledger;
  set('hold.heldSeconds', seconds(holdBeganAt, holdEndedAt));
  const proofs = [...ledger.servers.values()].flatMap(({ goneAt }) => goneAt ?? []);
  if (cleanup === 'CLEAN' && proofs.length > 0)
    set('cleanup.secondsToLastProof', seconds(cleaningAt, Math.max(...proofs)));
  const required = [...ledger.servers.values()].filter(({ wave }) => !ledger.request.waveTerms?.[wave]?.optional);
  const all = required.map((line) => (isWorking(line) ? recoveryOf(ledger, line) : null));
  if (all.length === 0 || all.includes(null)) return;
  const known = all.filter((one) => one !== null);
  const from = Math.min(...known.map((one) => one.from));
  set('objectives.recoveryTime.seconds', seconds(from, Math.max(...known.map(({ to }) => to))));
  const notBefore = known.flatMap((one) => one.notBefore ?? []);
  if (notBefore.length === known.length)
    set('objectives.recoveryTime.atLeastSeconds', (Math.max(...notBefore) - from) / 1000);
}

function isWorking({ result, verifiedAt, verificationFailed }: ServerLine): boolean {
  return result === 'LAUNCHED' && verifiedAt !== null && !verificationFailed;
}
