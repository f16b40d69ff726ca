import type { Drill, DrillRequest, Instant, Limits, Server, Site, Terms } from '../src/drill/drill.ts';
import type { RequestedEffect } from '../src/drill/effects.ts';
import type { JournalEntry } from '../src/drill/facts.ts';
import type { Quantities } from '../src/drill/forecast.ts';
import type { LeverMove } from '../src/drill/lever.ts';
import { type Schedule, type ScheduleTerms, withTerms } from '../src/drill/schedules/schedule.ts';
import { emptySite, type SiteRecord } from '../src/drill/site.ts';
import type { Note } from '../src/evidence/notes.ts';
import type { Save } from '../src/flow/ports.ts';
import { forecastOf, type Known } from '../src/history/forecast.ts';
import { begunTrials, type Trial } from '../src/history/trials.ts';

export const SITE: Site = { accountId: '111122223333', region: 'eu-central-1' };
export const OWNER = '111122223333/eu-central-1/test/0';
export const LIMITS: Limits = {
  serversPerJob: 50,
  jobsMax: 10,
  serversInJobsMax: 300,
  holdSecondsMax: 86_400,
  drillNetworks: 'ANY',
};
/** 2026-03-01T10:00:00Z. */
export const START: Instant = 1_772_359_200_000;

export function someTerms(overrides: Partial<Terms> = {}): Terms {
  return {
    recoveryPoint: { type: 'LATEST' },
    holdSeconds: 3600,
    lagSecondsMax: 900,
    bootSecondsMax: 1800,
    launchAllowanceSeconds: 5400,
    onLaunchFailure: 'CONTINUE',
    objectives: {},
    waivers: [],
    reason: 'Quarterly rehearsal',
    tags: {},
    ...overrides,
  };
}

/** The id of a source server, as DRS makes them: `s-` and 17 characters. */
export function serverId(n: number): string {
  return `s-${String(n).padStart(17, '0')}`;
}

/** The id of a recovery instance, which is its EC2 instance's. */
export function instanceId(n: number): string {
  return `i-${n.toString(16).padStart(17, '0')}`;
}

export function aRequest(overrides: Partial<DrillRequest> = {}): DrillRequest {
  return { site: SITE, waves: [[serverId(1)]], terms: someTerms(), ...overrides };
}

/** A drill that was just requested, with one server in one wave. */
export function aDrill(overrides: Partial<Drill> = {}): Drill {
  return {
    schema: 2,
    drillId: 'drill-0000000000000001aB',
    owner: OWNER,
    site: SITE,
    requestedBy: 'local',
    requestedAt: START,
    at: START,
    phase: 'REQUESTED',
    phaseAt: START,
    cleanup: 'NOT_NEEDED',
    terms: someTerms(),
    limits: LIMITS,
    waves: [{ state: 'WAITING' }],
    launches: [],
    servers: { [serverId(1)]: { wave: 0 } },
    open: {},
    effectCount: 0,
    timers: {},
    failures: {},
    wakeCount: 0,
    hardStopCount: 0,
    uninspected: [serverId(1)],
    jobsInspected: false,
    failedChecks: [],
    failedCheckCount: 0,
    waived: [],
    terminationSize: 50,
    recoveries: {},
    claimed: false,
    reserved: false,
    ...overrides,
  };
}

/** Servers for a drill, numbered from 1, all in the first wave unless said otherwise. */
export function someServers(count: number, overrides: Partial<Server> = {}): Record<string, Server> {
  const ids = Array.from({ length: count }, (_, index) => serverId(index + 1));
  return Object.fromEntries(ids.map((id) => [id, { wave: 0, ...overrides }]));
}

export function aLeverMove(overrides: Partial<LeverMove> = {}): LeverMove {
  const said = {
    by: 'operator',
    reason: 'storm',
    what: 'MOVED' as const,
    from: 'OPEN' as const,
    to: 'FROZEN' as const,
  };
  return { moveId: 'move-1', ...SITE, at: START, ...said, expiresAt: null, ...overrides };
}

/** A nightly schedule of version 3 of the plan web-shop. */
export function aNote(overrides: Partial<Note> = {}): Note {
  const nothing = { person: null, role: null, trackerUrl: null, accepted: null, previousHash: null };
  const said = { kind: 'REMARK', text: 'The network was slow', by: 'local' } as const;
  return {
    drillId: 'drill-0000000000000001aB',
    n: 1,
    at: new Date(START).toISOString(),
    ...said,
    ...nothing,
    ...overrides,
  };
}

export function aSchedule(terms: Partial<ScheduleTerms> = {}, name = 'nightly'): Schedule {
  const when = { expression: 'cron(0 2 * * ? *)', timeZone: 'Europe/Berlin', startAt: null, flexibleWindowMinutes: 0 };
  const what = { plan: 'web-shop', planVersion: 3, enabled: true, dryRun: false, overrides: {}, waiversUntil: null };
  const endAt = START + 200 * 86_400_000;
  return withTerms(undefined, name, { ...what, ...when, endAt, ...terms }, { by: 'ada', at: START });
}

export function aSiteRecord(overrides: Partial<SiteRecord> = {}): SiteRecord {
  return { ...emptySite(SITE.accountId, SITE.region), ...overrides };
}

/** The first entry of a drill's journal. */
export function aFirstEntry(drill: Drill, overrides: Partial<JournalEntry> = {}): JournalEntry {
  const { drillId, owner, requestedBy, limits } = drill;
  const request = aRequest({ terms: drill.terms });
  const facts: JournalEntry['facts'] = [
    { type: 'DrillRequested', drillId, owner, request, requestedBy, requestHash: `hash of ${drillId}`, limits },
  ];
  return { drillId, seq: 1, at: drill.at, cause: 'Requested', facts, ...overrides };
}

/** A later entry, with a fact that says little. */
export function anEntry(drill: Drill, seq: number, overrides: Partial<JournalEntry> = {}): JournalEntry {
  return {
    drillId: drill.drillId,
    seq,
    at: drill.at,
    cause: 'Woken',
    facts: [{ type: 'JobsInspected' }],
    ...overrides,
  };
}

let saveCount = 0;

/** A drill's first save, unless `readVersion` says which version was read. */
export function aSave(drill: Drill, overrides: Partial<Save> = {}): Save {
  const readVersion = overrides.readVersion;
  saveCount++;
  return {
    saveId: `save-${String(saveCount).padStart(19, '0')}`,
    drill,
    readVersion,
    entry: readVersion === undefined ? aFirstEntry(drill) : anEntry(drill, readVersion + 1),
    requested: [],
    answeredEffectIds: [],
    withdrawnEffectIds: [],
    readInboxIds: [],
    calledDrillIds: [],
    dueAt: drill.at + 60_000,
    instances: [],
    ...overrides,
  };
}

export function aWake(effectId: string, delaySeconds = 0): RequestedEffect {
  return { effectId, delaySeconds, effect: { kind: 'Wake' } };
}

/** The trial of a server whose drill has just begun. */
export function aTrial(overrides: Partial<Trial> = {}): Trial {
  const [begun] = begunTrials(aDrill());
  if (begun === undefined) throw new Error('the drill has no server');
  return { ...begun, ...overrides };
}

/** What a drill uses that launches nothing. */
export const NOTHING_USED: Quantities = { instanceHours: [], gigabyteHours: [], unknown: 0 };

/** A site without any history, of which AWS says nothing. */
export const NOTHING_KNOWN: Known = {
  timings: new Map(),
  machines: new Map(),
  vcpus: new Map(),
  subnets: new Map(),
  left: { jobs: null, serversInJobs: null, vcpus: null, addresses: new Map() },
};

/** The forecast of a drill of these waves, in jobs of up to 50 servers, with a hold of an hour. */
export function someForecast(waves: string[][], known: Partial<Known> = {}): ReturnType<typeof forecastOf> {
  const plan = { waves: waves.map((sourceServerIds) => ({ sourceServerIds })), holdSeconds: 3600, serversPerJob: 50 };
  return forecastOf(plan, { ...NOTHING_KNOWN, ...known });
}
