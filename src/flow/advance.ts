import { INBOX_ENTRIES_MAX, INBOX_ROUNDS_MAX } from '../drill/bounds.ts';
import { type Decision, decideOn } from '../drill/decide.ts';
import type { Drill } from '../drill/drill.ts';
import { draftOf, evolve } from '../drill/evolve.ts';
import type { Input } from '../drill/inputs.ts';
import { violatedByStep, violatedInvariants } from '../drill/invariants.ts';
import { changeSite, concernsSite } from '../drill/site.ts';
import { dueAt } from '../drill/waiting.ts';
import { Quarantined, Refused } from './errors.ts';
import { canWait } from './hints.ts';
import { inOrder } from './inOrder.ts';
import { type Crowd, crowdOfSteps, untilSaved } from './perform/crowd.ts';
import { lookOnce, type SiteLook, siteFor } from './perform/siteLook.ts';
import { inLineOfStarts } from './perform/startLine.ts';
import type { LoadedDrill, Ports, Save } from './ports.ts';
import { giveBackQuota, quarantine } from './quarantine.ts';
import { actsAnswered, instancesFound } from './saveParts.ts';
import { foundTaken, saveStep } from './saveStep.ts';
import { isAlreadyApplied, keepReceipt, refuseOtherVersion, type WriteConditions } from './writeConditions.ts';

/** A drill after an input. */
export interface Advanced {
  drill: Drill;
  version: number;
  requestHash: string;
  /** The violated invariant of a quarantined drill, which takes no more inputs. */
  quarantined: string | null;
}

/**
 * Folds an input, and everything that waits in the drill's inbox, into the drill: read, decide, evolve, check, save.
 * Without an input it only reads the inbox. Throws Refused for an impossible request, and an ordinary error for a
 * failed save; the caller then retries. Write conditions bind the input to a version.
 */
export async function advance(
  ports: Ports,
  drillId: string,
  input?: Input,
  conditions: WriteConditions = {},
): Promise<Advanced | undefined> {
  const advanceIn = (crowd: Crowd) => advanceAmong(crowd, ports, drillId, input, conditions);
  return input?.type === 'Requested'
    ? inLineOfStarts(ports, input.request.site, drillId, advanceIn)
    : advanceIn(crowdOfSteps(ports));
}

async function advanceAmong(
  crowd: Crowd,
  ports: Ports,
  drillId: string,
  input: Input | undefined,
  conditions: WriteConditions,
): Promise<Advanced | undefined> {
  let own = input;
  for (let round = 1; round <= INBOX_ROUNDS_MAX; round++) {
    let carried: Input[] = [];
    const saved = await untilSaved(crowd, `drill ${drillId}, or its site,`, async () => {
      const tried = await advanceOnce(ports, drillId, carried, own, own === undefined ? {} : conditions);
      if (tried.result !== 'STALE') return tried;
      carried = tried.carried;
    });
    if (saved.result === 'DONE') return saved.advanced;
    own = undefined;
  }
  return leaveTheRest(ports, drillId);
}

/** The inbox notifications of the remaining entries may all have been handled, so a new entry triggers another one. */
async function leaveTheRest(ports: Ports, drillId: string): Promise<Advanced | undefined> {
  await ports.inbox.put(drillId, 'rest', ports.ids.next(), { type: 'Woken', at: ports.clock.now() });
  return ports.drills.load(drillId);
}

type Tried =
  | { result: 'DONE'; advanced: Advanced | undefined }
  /** Saved, but the inbox holds more. */
  | { result: 'MORE' }
  | { result: 'STALE'; carried: Input[] };

const MORE: Tried = { result: 'MORE' };

async function advanceOnce(
  ports: Ports,
  drillId: string,
  carried: readonly Input[],
  own: Input | undefined,
  conditions: WriteConditions,
): Promise<Tried> {
  // Reading the inbox first makes the record at least as new as every entry.
  const unread = await ports.inbox.unread(drillId, INBOX_ENTRIES_MAX);
  const loaded = await ports.drills.load(drillId);
  if (await isAlreadyApplied(ports, conditions)) return { result: 'DONE', advanced: await ports.drills.load(drillId) };
  refuseOtherVersion(loaded, conditions);
  if (loaded?.quarantined != null) return leaveQuarantined(ports, loaded);
  const inboxIds = unread.map((entry) => entry.inboxId);
  const incoming = [...unread.map((entry) => entry.input), ...(own === undefined ? [] : [own])];
  const inputs = await inOrder(ports, loaded, carried, incoming);
  const lookAtSite = lookOnce(ports);
  const step = await decideAll(lookAtSite, loaded, inputs, own);
  if (step === undefined) {
    if (!(await keepReceipt(ports, conditions))) return { result: 'STALE', carried: [...carried] };
    if (inboxIds.length > 0) await ports.inbox.discard(drillId, inboxIds);
    return inboxIds.length === INBOX_ENTRIES_MAX ? MORE : { result: 'DONE', advanced: loaded };
  }
  if (own === undefined && carried.length === 0 && unread.length < INBOX_ENTRIES_MAX && canWait(step))
    return { result: 'DONE', advanced: loaded };
  const save = await saveOf(ports, lookAtSite, loaded, step, { readInboxIds: inboxIds, ...conditions });
  const violation = [...violatedByStep(loaded?.drill, step.drill), ...violatedInvariants(step.drill)].join('; ');
  if (violation !== '') {
    if (loaded === undefined) throw new Quarantined(violation);
    await quarantine(ports, loaded.drill, violation);
    return { result: 'DONE', advanced: loaded };
  }
  const saved = await saveStep(ports, step, save);
  if (saved.result !== 'SAVED') return { result: 'STALE', carried: [...carried, ...foundTaken(ports, saved)] };
  if (inboxIds.length === INBOX_ENTRIES_MAX) return MORE;
  const requestHash = loaded?.requestHash ?? (own?.type === 'Requested' ? own.requestHash : '');
  return { result: 'DONE', advanced: { drill: step.drill, version: save.entry.seq, requestHash, quarantined: null } };
}

async function leaveQuarantined(ports: Ports, advanced: LoadedDrill): Promise<Tried> {
  await giveBackQuota(ports, advanced.drill);
  return { result: 'DONE', advanced };
}

interface Folded extends Decision {
  drill: Drill;
  cause: string;
}

/** Takes one decision after another, all on one draft; undefined when none of them changes anything. */
async function decideAll(
  lookAtSite: SiteLook,
  loaded: LoadedDrill | undefined,
  inputs: readonly Input[],
  own: Input | undefined,
): Promise<Folded | undefined> {
  // The loaded drill stays unchanged, because the step is checked against it.
  let drill = loaded === undefined ? undefined : draftOf(loaded.drill);
  // One step has one time, so the journal folds to exactly the same record.
  const at = Math.max(...inputs.map((input) => input.at), drill?.at ?? 0);
  const all: Decision & { causes: string[] } = { facts: [], requested: [], withdrawn: [], causes: [] };
  for (const input of inputs) {
    const seen = await siteFor(lookAtSite, drill, input);
    const decision = decideOn(drill, { ...input, at }, seen?.record, seen?.levers);
    if ('refused' in decision) {
      if (input !== own) continue;
      const { status, code, message, ...again } = decision.refused;
      throw new Refused(status, code, message, again);
    }
    if (decision.facts.length === 0) continue;
    drill ??= evolve(undefined, at, decision.facts);
    all.facts.push(...decision.facts);
    all.requested.push(...decision.requested);
    all.withdrawn.push(...decision.withdrawn);
    all.causes.push(input.type);
  }
  if (drill === undefined || all.facts.length === 0) return undefined;
  return { ...all, drill, cause: [...new Set(all.causes)].join(' ') };
}

async function saveOf(
  ports: Ports,
  lookAtSite: SiteLook,
  loaded: LoadedDrill | undefined,
  step: Folded,
  { readInboxIds, receipt, given }: Pick<Save, 'readInboxIds'> & WriteConditions,
): Promise<Save> {
  const { drill, facts, requested, withdrawn } = step;
  const due = dueAt(drill);
  const withdrawnIds = new Set(withdrawn);
  // An effect that this save both requests and withdraws is never visible outside.
  const neverSeen = new Set(requested.filter((one) => withdrawnIds.has(one.effectId)).map((one) => one.effectId));
  const site = facts.some(concernsSite) ? await lookAtSite.site(drill.site) : undefined;
  const changed = site === undefined ? undefined : changeSite(site.record, drill, drill.at, facts);
  return {
    saveId: ports.ids.next(),
    drill,
    ...(loaded === undefined ? {} : { previous: loaded.drill }),
    ...(loaded?.journalHash == null ? {} : { previousHash: loaded.journalHash }),
    readVersion: loaded?.version,
    entry: { drillId: drill.drillId, seq: (loaded?.version ?? 0) + 1, at: drill.at, cause: step.cause, facts },
    requested: requested.filter((one) => !neverSeen.has(one.effectId)),
    answeredEffectIds: actsAnswered(loaded?.drill, facts),
    withdrawnEffectIds: withdrawn.filter((effectId) => !neverSeen.has(effectId)),
    readInboxIds,
    ...(site === undefined || changed === undefined
      ? {}
      : { site: { record: changed.record, readVersion: site.version } }),
    ...(receipt && { receipt }),
    ...(given !== undefined && loaded === undefined && { given }),
    calledDrillIds: changed?.calledDrillIds ?? [],
    dueAt: due,
    instances: instancesFound(facts),
  };
}
