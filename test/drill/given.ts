import { expect } from 'vitest';
import type { CheckTerms } from '../../src/drill/checks/checkTerms.ts';
import { type Answered, type Decision, decide } from '../../src/drill/decide.ts';
import type { Drill, DrillRequest, Instant, Limits, Terms, WaveTerms } from '../../src/drill/drill.ts';
import type { Effect, RequestedEffect } from '../../src/drill/effects.ts';
import { evolve } from '../../src/drill/evolve.ts';
import type { Fact } from '../../src/drill/facts.ts';
import type { Answer, Input, ServerInspection } from '../../src/drill/inputs.ts';
import { violatedInvariants } from '../../src/drill/invariants.ts';
import type { Lever } from '../../src/drill/lever.ts';
import type { Refusal } from '../../src/drill/phase.ts';
import { changeSite, emptySite, type SiteRecord } from '../../src/drill/site.ts';

/** The time at which every story begins. */
export const T: Instant = Date.UTC(2026, 0, 5, 8);
export const SECOND = 1000;
export const MINUTE = 60_000;
export const SITE = { accountId: '111122223333', region: 'us-east-1' };
export const LIMITS: Limits = {
  serversPerJob: 50,
  jobsMax: 10,
  serversInJobsMax: 300,
  holdSecondsMax: 86_400,
  drillNetworks: 'ANY',
};
export const DRILL_ID = 'd-000000000000000000000001';

/** A source server id that is easy to tell apart. */
export function server(n: number): string {
  return `s-${String(n).padStart(17, '0')}`;
}

export function instance(n: number): string {
  return `i-${String(n).padStart(17, '0')}`;
}

export function terms(changes: Partial<Terms> = {}): Terms {
  return {
    recoveryPoint: { type: 'LATEST' },
    holdSeconds: 1800,
    lagSecondsMax: 900,
    bootSecondsMax: 1800,
    launchAllowanceSeconds: 5400,
    onLaunchFailure: 'HOLD',
    objectives: {},
    waivers: [],
    reason: 'rehearsal',
    tags: {},
    ...changes,
  };
}

export function requested(waves: string[][], changes: Partial<Terms> = {}, limits: Limits = LIMITS): Input {
  const request: DrillRequest = { site: SITE, waves, terms: terms(changes) };
  return {
    type: 'Requested',
    at: T,
    drillId: DRILL_ID,
    owner: 'us',
    request,
    requestedBy: 'operator',
    requestHash: 'hash',
    limits,
  };
}

/** A drill whose waves have terms of their own. A wave takes `ids`, or makes a choice. */
export function requestedWaves(waves: (WaveTerms & { ids?: string[] })[], changes: Partial<Terms> = {}): Input {
  const input = requested(
    waves.map(({ ids = [] }) => ids),
    changes,
  ) as Extract<Input, { type: 'Requested' }>;
  const waveTerms = waves.map(({ ids: _ids, ...own }) => own);
  return { ...input, request: { ...input.request, waveTerms } };
}

/** A drill of one server with checks. */
export function requestedChecks(checks: CheckTerms[], changes: Partial<Terms> = {}): Input {
  const input = requested([[server(1)]], changes) as Extract<Input, { type: 'Requested' }>;
  return { ...input, request: { ...input.request, checks } };
}

/** The inspection of a healthy, idle server. */
export function healthy(
  sourceServerId: string,
  changes: Partial<Extract<ServerInspection, { exists: true }>> = {},
): ServerInspection {
  return {
    sourceServerId,
    exists: true,
    hostname: null,
    replicationState: 'CONTINUOUS',
    lagSeconds: 0,
    lastLaunch: { jobId: null, status: null, type: null },
    extendedFrom: null,
    launchDisposition: 'STARTED',
    launchIntoInstanceId: null,
    points: [{ snapshotId: 'pit-00000000000000001', at: T - MINUTE }],
    liveInstances: [],
    tags: {},
    network: null,
    ...changes,
  };
}

/** A drill, input by input. The arguments of `decide` and `evolve` are frozen, so neither can change the past. */
export interface Story {
  drill: Drill;
  site: SiteRecord;
  now: Instant;
  facts: Fact[];
  requested: RequestedEffect[];
  withdrawn: string[];
  /** Every effect that was ever requested. */
  effects: RequestedEffect[];
  refusal: Refusal | undefined;
}

export function begin(input: Input, site: SiteRecord = emptySite(SITE.accountId, SITE.region), lever?: Lever): Story {
  const story = {
    drill: undefined as unknown as Drill,
    site,
    now: input.at,
    facts: [],
    requested: [],
    withdrawn: [],
    effects: [],
    refusal: undefined,
  };
  return publish(story, input, lever);
}

/** A drill of many servers, after DRS has said that it knows them all. */
export function known(story: Story): Story {
  return answer(story, 'FindServers', () => ({ type: 'ServersFound', unknown: [] }));
}

/** The story after one more input. */
export function publish(story: Story, input: Input, lever?: Lever): Story {
  const before = deepFreeze(story.drill);
  const answered: Answered = decide(before, deepFreeze(input), deepFreeze(story.site), {
    own: lever,
    forAll: undefined,
  });
  if ('refused' in answered) return { ...story, refusal: answered.refused, facts: [], requested: [], withdrawn: [] };
  const { facts, requested, withdrawn }: Decision = deepFreeze(answered);
  const drill = evolve(before, input.at, facts) as Drill;
  if (facts.length > 0) expect(violatedInvariants(drill)).toEqual([]);
  const site = changeSite(story.site, drill, drill.at, facts)?.record ?? story.site;
  return {
    drill,
    site,
    now: input.at,
    facts,
    requested,
    withdrawn,
    effects: [...story.effects, ...requested],
    refusal: undefined,
  };
}

/** Time passes, and the drill is woken. */
export function wake(story: Story, milliseconds: number): Story {
  return publish(story, { type: 'Woken', at: story.now + milliseconds });
}

/** Answers the newest open effect of a kind, not before it is due. */
export function answer(
  story: Story,
  kind: Effect['kind'],
  made: (effect: never) => Answer,
  milliseconds = SECOND,
): Story {
  const requested = story.effects.findLast(
    (one) => one.effect.kind === kind && story.drill.open[one.effectId] !== undefined,
  );
  if (requested === undefined) throw new Error(`no ${kind} is open`);
  const dueAt = story.drill.open[requested.effectId]?.dueAt ?? 0;
  return publish(story, {
    ...made(requested.effect as never),
    effectId: requested.effectId,
    at: Math.max(story.now + milliseconds, dueAt),
  } as Input);
}

export function isOpen(story: Story, kind: Effect['kind']): boolean {
  return Object.values(story.drill.open).some((open) => open.kind === kind);
}

/** The newest requested effect of this kind. */
export function lastRequested<Kind extends Effect['kind']>(story: Story, kind: Kind): Extract<Effect, { kind: Kind }> {
  const requested = story.effects.findLast((one) => one.effect.kind === kind);
  if (requested === undefined) throw new Error(`no ${kind} was ever requested`);
  return requested.effect as Extract<Effect, { kind: Kind }>;
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
