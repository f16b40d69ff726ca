import type { CheckResult } from '../../../../src/drill/checks/check.ts';
import type { Cleanup, GoneProof, Phase } from '../../../../src/drill/drill.ts';
import type { Fact, JournalEntry } from '../../../../src/drill/facts.ts';
import type { Quantities } from '../../../../src/drill/forecast.ts';
import type { ActionRun, ServerInspection } from '../../../../src/drill/inputs.ts';

/** What a journal says of a server, kept as it stands in the facts. Times are in milliseconds. */
export interface ServerLine {
  wave: number;
  launch: number | null;
  inspections: ServerInspection[];
  result: 'LAUNCHED' | 'FAILED' | null;
  steps: Record<string, number>;
  launchedAt: number | null;
  instanceId: string | null;
  foundAt: number | null;
  verifiedAt: number | null;
  verificationFailed: boolean;
  notReadyAt: number | null;
  pointAt: number | null;
  isLost: boolean;
  /** By EC2; and by EC2 or the entry, unless it is not known whether it was lost. */
  ec2LostAt: number | null;
  lostAt: number | null;
  terminationAt: number | null;
  gone: GoneProof | null;
  goneAt: number | null;
  actions: { required: number; optional: number; runs: ActionRun[] | null } | null;
}

export interface CheckLine {
  required: boolean;
  result: CheckResult | null;
  decidedAt: number | null;
  counts: Record<string, number>;
}

/** What a journal says, read from its facts alone: this shares no code with what makes the report. */
export interface Ledger {
  requestedAt: number;
  request: Extract<Fact, { type: 'DrillRequested' }>['request'];
  phase: Phase;
  cleanup: Cleanup;
  servers: Map<string, ServerLine>;
  /** The times at which DRS created the jobs, and the jobs, by the number of the launch. */
  created: Map<number, number>;
  jobs: Map<number, string>;
  inspectedAt: number | null;
  candidates: number | null;
  seed: number | null;
  holdBeganAt: number | null;
  holdEndedAt: number | null;
  cleaningAt: number | null;
  checks: Map<string, CheckLine>;
  forecast: Quantities | null;
}

/** Reads a journal from its first entry on. */
export function ledgerOf(entries: readonly JournalEntry[]): Ledger {
  const [first] = entries;
  const requested = first?.facts[0];
  if (first === undefined || requested?.type !== 'DrillRequested') throw new Error('the journal has no beginning');
  const ledger = beginning(first.at, requested.request);
  for (const { at, facts } of entries) for (const fact of facts) READ[fact.type]?.(ledger, at, fact as never);
  return ledger;
}

function beginning(requestedAt: number, request: Ledger['request']): Ledger {
  const none = { inspectedAt: null, candidates: null, seed: null, holdBeganAt: null, holdEndedAt: null };
  return {
    ...{ requestedAt, request, phase: 'REQUESTED', cleanup: 'NOT_NEEDED', servers: linesOf(request.waves) },
    ...{ created: new Map(), jobs: new Map(), ...none, cleaningAt: null, forecast: null },
    checks: new Map(
      (request.checks ?? []).map(({ name, required }) => [
        name,
        { required, result: null, decidedAt: null, counts: {} },
      ]),
    ),
  };
}

function linesOf(waves: readonly (readonly string[])[]): Map<string, ServerLine> {
  return new Map(waves.flatMap((ids, wave) => ids.map((id): [string, ServerLine] => [id, emptyLine(wave)])));
}

function emptyLine(wave: number): ServerLine {
  return {
    ...{ wave, launch: null, inspections: [], result: null, steps: {}, launchedAt: null, instanceId: null },
    ...{ foundAt: null, verifiedAt: null, verificationFailed: false, notReadyAt: null, pointAt: null, isLost: false },
    ...{ ec2LostAt: null, lostAt: null, terminationAt: null, gone: null, goneAt: null, actions: null },
  };
}

type Read = { [Type in Fact['type']]?: (ledger: Ledger, at: number, fact: Extract<Fact, { type: Type }>) => void };

const OF_THE_DRILL: Read = {
  PhaseBegan: (ledger, at, { phase }) => {
    if (ledger.phase === 'HOLDING') ledger.holdEndedAt ??= at;
    if (phase === 'TERMINATING') ledger.cleaningAt ??= at;
    ledger.phase = phase;
  },
  DrillEnded: (ledger) => {
    ledger.phase = 'ENDED';
  },
  ServersChosen: (ledger, _at, { waves, candidates, seed }) => {
    Object.assign(ledger, { servers: linesOf(waves), candidates, seed });
  },
  ServersRecalled: ({ servers }, _at, { wave, sourceServerIds }) => {
    for (const id of sourceServerIds) if (!servers.has(id)) servers.set(id, emptyLine(wave));
  },
  Forecasted: (ledger, _at, { forecast }) => {
    ledger.forecast = forecast.quantities;
  },
  CleanupChanged: (ledger, _at, { cleanup }) => {
    ledger.cleanup = cleanup;
  },
  WaveBegan: (ledger) => {
    ledger.cleanup = 'PENDING';
  },
  LeakReported: (ledger) => {
    ledger.cleanup = 'LEAKED';
  },
  HoldBegan: (ledger, at) => {
    ledger.holdBeganAt = at;
  },
  HoldEnded: (ledger, at) => {
    ledger.holdEndedAt = at;
  },
  CheckDecided: ({ checks }, at, { check, state }) => {
    const line = checks.get(check);
    if (line !== undefined && line.result === null) Object.assign(line, { result: state, decidedAt: at });
  },
  ServersChecked: ({ checks, servers, request }, _at, { check, servers: ended }) => {
    const line = checks.get(check);
    if (line === undefined || line.result !== null) return;
    for (const { sourceServerId, state } of ended) {
      const wave = servers.get(sourceServerId)?.wave;
      const isLeftOut = wave === undefined || (line.required && request.waveTerms?.[wave]?.optional === true);
      if (!isLeftOut) line.counts[state] = (line.counts[state] ?? 0) + 1;
    }
  },
};

const OF_LAUNCHES: Read = {
  LaunchPlanned: ({ servers }, _at, { launch, sourceServerIds }) => {
    for (const id of sourceServerIds) change(servers, id, { launch });
  },
  LaunchStarted: ({ created, jobs }, _at, { launch, jobId, createdAt }) => {
    jobs.set(launch, jobId);
    if (createdAt !== null) created.set(launch, createdAt);
  },
  LaunchDated: ({ created }, _at, { launch, createdAt }) => {
    created.set(launch, createdAt);
  },
  ServerLaunched: ({ servers }, at, { sourceServerId, launchedAt, instanceId, steps, ranActions }) => {
    change(servers, sourceServerId, { result: 'LAUNCHED', steps, ...(launchedAt !== null && { launchedAt }) });
    found(servers, at, sourceServerId, instanceId);
    const line = servers.get(sourceServerId);
    if (line !== undefined && ranActions) line.actions ??= { required: 0, optional: 0, runs: null };
  },
  ServerFailed: ({ servers }, at, { sourceServerId, instanceId, steps }) => {
    change(servers, sourceServerId, { result: 'FAILED', steps });
    found(servers, at, sourceServerId, instanceId);
  },
  InstanceFound: ({ servers }, at, { sourceServerId, instanceId }) => found(servers, at, sourceServerId, instanceId),
};

const OF_SERVERS: Read = {
  ServersInspected: (ledger, at, { servers, lookedAt = at }) => {
    ledger.inspectedAt = Math.min(ledger.inspectedAt ?? lookedAt, lookedAt);
    for (const { sourceServerId, stopped, found: seen } of servers) {
      const line = ledger.servers.get(sourceServerId);
      if (line === undefined) continue;
      line.inspections.push(seen);
      const expected = seen.exists && !stopped ? seen.launchActions : undefined;
      line.actions = expected === undefined ? null : { ...expected, runs: null };
    }
  },
  InstancesNotReady: ({ servers }, _at, { sourceServerIds, lookedAt }) => {
    for (const id of sourceServerIds) change(servers, id, { notReadyAt: lookedAt });
  },
  ServerVerified: ({ servers }, at, { sourceServerId }) => change(servers, sourceServerId, { verifiedAt: at }),
  ServerVerificationFailed: ({ servers }, _at, { sourceServerId }) =>
    change(servers, sourceServerId, { verificationFailed: true }),
  PointUsed: ({ servers }, _at, { sourceServerId, point }) =>
    change(servers, sourceServerId, { pointAt: point.at ?? null }),
  LaunchActionsSeen: ({ servers }, _at, { reported }) => {
    for (const { sourceServerId, runs } of reported) {
      const line = servers.get(sourceServerId);
      if (line?.actions) line.actions.runs = runs;
    }
  },
  ServersLost: ({ servers }, at, { servers: lost }) => {
    for (const { sourceServerId, state, lostAt } of lost) {
      change(servers, sourceServerId, { isLost: true, ec2LostAt: lostAt });
      if (state !== null) change(servers, sourceServerId, { lostAt: lostAt ?? at });
    }
  },
  TerminationAccepted: ({ servers }, at, { sourceServerIds }) => {
    for (const id of sourceServerIds) change(servers, id, { terminationAt: at });
  },
  TerminationUnconfirmed: ({ servers }, _at, { sourceServerIds }) => {
    for (const id of sourceServerIds) change(servers, id, { terminationAt: null });
  },
  GuardTerminated: ({ servers }, at, { instanceIds }) => {
    for (const line of servers.values())
      if (line.instanceId !== null && instanceIds.includes(line.instanceId)) line.terminationAt ??= at;
  },
  ServerGone: ({ servers }, at, { sourceServerId, proof }) =>
    change(servers, sourceServerId, { gone: proof, goneAt: at }),
  LeakAcknowledged: ({ servers }, _at, { sourceServerIds }) => {
    for (const id of sourceServerIds) change(servers, id, { gone: 'ACKNOWLEDGED' });
  },
};

const READ: Read = { ...OF_THE_DRILL, ...OF_LAUNCHES, ...OF_SERVERS };

function change(servers: Ledger['servers'], id: string, news: Partial<ServerLine>): void {
  const line = servers.get(id);
  if (line !== undefined) Object.assign(line, news);
}

function found(servers: Ledger['servers'], at: number, id: string, instanceId: string | null): void {
  const line = servers.get(id);
  if (line === undefined || instanceId === null) return;
  line.instanceId = instanceId;
  line.foundAt ??= at;
}
