import fc from 'fast-check';
import { OUTCOMES, type Outcome, type Terms } from '../../../src/drill/drill.ts';
import { START, serverId } from '../../builders.ts';

/** The course of a server in a drill, in plain numbers; all times are milliseconds. */
export interface ServerStory {
  sourceServerId: string;
  launch: 0 | 1;
  /** What the inspection saw; null: there was none. */
  seen: { exists: boolean; hostname: string | null; lagSeconds: number | null } | null;
  /** REFUSED: DRS accepted no launch of it; PREVENTED: the lever allowed none. */
  fate: 'NEVER_LAUNCHED' | 'REFUSED' | 'PREVENTED' | 'FAILED' | 'VERIFICATION_FAILED' | 'WORKS' | 'NOT_LOOKED_AT';
  error: string;
  hasInstance: boolean;
  /** By DRS's clock. */
  steps: Record<string, number>;
  foundAt: number;
  /**
   * When the newest look began that did not see it work; null: the first look saw it work, or an earlier version took
   * it.
   */
  notReadyAt: number | null;
  verifiedAt: number;
  /**
   * How it was lost before its hold ended, and when that was seen; `at`: EC2's time. Only a working server can be lost.
   */
  lost: { state: string | null; at: number | null; reason: string | null; seenAt: number } | null;
  pointAt: number | null;
  gone: 'TERMINATED' | 'NEVER_EXISTED' | 'ABSENT_TWICE' | 'ACKNOWLEDGED';
  goneAt: number;
}

/** The course of a drill. */
export interface DrillStory {
  drillId: string;
  region: string;
  plan: string | null;
  objectives: Terms['objectives'];
  /** Whose answers it rests on; null: an earlier version did not record it. */
  world: 'REAL' | 'SIMULATED' | null;
  outcome: Outcome;
  requestedAt: number;
  inspectedAt: number;
  /** When DRS says each launch's job was created. */
  createdAt: [number | null, number | null];
  failedAt: number;
  hold: { until: number; endedBy: { name: string | null; at: number } | null } | null;
  terminations: { at: number; sourceServerIds: string[] }[];
  endedAt: number;
  servers: ServerStory[];
}

/** Stories of this many ended drills, with few servers, plans and times, so they overlap. */
export function stories(minLength: number, maxLength: number): fc.Arbitrary<DrillStory[]> {
  const slots = fc.array(fc.nat(99), { minLength, maxLength, size: 'max' });
  return slots.chain((all) => fc.tuple(...all.map((slot, n) => drillStory(slot, n))));
}

const SECOND = 1000;
const HOUR = 3_600_000;

function drillStory(slot: number, n: number): fc.Arbitrary<DrillStory> {
  const requestedAt = START + slot * 7 * HOUR;
  return fc
    .record({
      region: fc.constantFrom('eu-west-1', 'us-east-1'),
      plan: fc.constantFrom(null, 'Payroll', 'Größe #1 💥'),
      objectives: fc.record(
        {
          recoveryTimeSeconds: fc.constantFrom(1150, 1200, 1205, 4000),
          recoveryPointSeconds: fc.constantFrom(30, 3600),
        },
        { requiredKeys: [] },
      ),
      world: fc.oneof(
        { weight: 12, arbitrary: fc.constant('REAL' as const) },
        { weight: 1, arbitrary: fc.constantFrom('SIMULATED' as const, null) },
      ),
      outcome: fc.constantFrom(...OUTCOMES),
      createdAfter: fc.tuple(after(60, 90), after(60, 4000)),
      endedAfter: fc.constantFrom(5 * HOUR, 5 * HOUR + 1, 12 * HOUR),
      holdSeconds: fc.option(fc.integer({ min: 60, max: 3600 })),
      endedBy: fc.option(
        fc.record({ name: fc.constantFrom(null, 'arn:alice'), after: fc.integer({ min: 0, max: 5000 }) }),
      ),
      terminatedAfter: fc.array(fc.tuple(fc.integer({ min: -600, max: 1200 }), fc.subarray([0, 1, 2])), {
        maxLength: 3,
      }),
      servers: fc.subarray([0, 1, 2], { minLength: 1 }).chain((ids) => fc.tuple(...ids.map((id) => serverStory(id)))),
    })
    .map((drawn) => {
      const createdAt = drawn.createdAfter.map((seconds) => (seconds === null ? null : requestedAt + seconds * SECOND));
      const serverHere = (id: number) => serverId(drawn.region === 'eu-west-1' ? id : id + 10);
      const servers = drawn.servers.map(({ id, ...server }) => ({
        ...placed(server, createdAt[server.launch] ?? requestedAt, requestedAt),
        sourceServerId: serverHere(id),
      }));
      const holdBegan = requestedAt + 2 * HOUR;
      const until = holdBegan + (drawn.holdSeconds ?? 0) * SECOND;
      const endedBy = drawn.endedBy && { name: drawn.endedBy.name, at: holdBegan + drawn.endedBy.after * SECOND };
      const terminations = drawn.terminatedAfter
        .map(([seconds, ids]) => ({ at: until + seconds * SECOND, sourceServerIds: ids.map(serverHere) }))
        .filter(({ sourceServerIds }) => sourceServerIds.length > 0)
        .sort((a, b) => a.at - b.at);
      return {
        drillId: `d-${String(n).padStart(24, '0')}`,
        region: drawn.region,
        plan: drawn.plan,
        objectives: drawn.objectives,
        world: drawn.world,
        outcome: drawn.outcome,
        requestedAt,
        inspectedAt: requestedAt + 5 * SECOND,
        createdAt: createdAt as DrillStory['createdAt'],
        failedAt: requestedAt + 6 * SECOND,
        hold: drawn.holdSeconds === null ? null : { until, endedBy },
        terminations,
        endedAt: requestedAt + drawn.endedAfter,
        servers,
      };
    });
}

type Drawn = Omit<
  ServerStory,
  'sourceServerId' | 'verifiedAt' | 'notReadyAt' | 'foundAt' | 'goneAt' | 'pointAt' | 'steps' | 'lost'
> & {
  lostAs: { state: string | null; isReported: boolean; reason: string | null; after: number } | null;
  verifiedAfter: number;
  notReadyBefore: number | null;
  stages: [number | null, number | null, number | null];
  pointBefore: number | null;
  goneAfter: number;
};

function serverStory(id: number): fc.Arbitrary<Drawn & { id: number }> {
  return fc.record({
    id: fc.constant(id),
    launch: fc.constantFrom(0, 1),
    seen: fc.option(
      fc.record({
        exists: often(true, false),
        hostname: fc.constantFrom(null, 'web-1', 'web-2'),
        lagSeconds: fc.constantFrom(0, 12.5, 60, null),
      }),
    ),
    fate: fc.oneof(
      { weight: 4, arbitrary: fc.constant('WORKS' as const) },
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          'NEVER_LAUNCHED',
          'REFUSED',
          'PREVENTED',
          'FAILED',
          'VERIFICATION_FAILED',
          'NOT_LOOKED_AT',
        ),
      },
    ),
    error: fc.constantFrom('it broke', `${'x'.repeat(7999)}💥`, ''),
    hasInstance: fc.boolean(),
    /** Mostly similar, sometimes much slower, sometimes before the job by another clock. */
    verifiedAfter: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1_190_000, max: 1_210_000 }) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 9_000_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -90_000, max: 0 }) },
    ),
    /** Mostly one look earlier, sometimes after hours without a look. */
    notReadyBefore: fc.option(
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 15_000, max: 60_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 5_000_000 }) },
      ),
    ),
    lostAs: fc.option(
      fc.record({
        state: fc.constantFrom('terminated', 'stopped', 'gone', null),
        isReported: fc.boolean(),
        reason: fc.constantFrom(null, 'Client.UserInitiatedShutdown: User initiated shutdown'),
        after: fc.integer({ min: 1000, max: 3_000_000 }),
      }),
      { freq: 4 },
    ),
    stages: fc.tuple(after(20, 90), after(200, 900), after(-5, 300)),
    pointBefore: fc.option(fc.integer({ min: -500_000, max: 90_000_000 })),
    gone: fc.constantFrom('TERMINATED', 'TERMINATED', 'TERMINATED', 'NEVER_EXISTED', 'ABSENT_TWICE', 'ACKNOWLEDGED'),
    goneAfter: fc.integer({ min: 1_000_000, max: 14_000_000 }),
  });
}

function placed(drawn: Drawn, createdAt: number, requestedAt: number): Omit<ServerStory, 'sourceServerId'> {
  const { verifiedAfter, notReadyBefore, stages, pointBefore, goneAfter, lostAs, ...others } = drawn;
  const steps: Record<string, number> = {};
  let at = createdAt;
  ['SNAPSHOT', 'CONVERSION', 'LAUNCH'].forEach((name, index) => {
    const seconds = stages[index] ?? null;
    steps[`${name}_START`] = at;
    if (seconds === null) return;
    at += seconds * SECOND;
    steps[`${name}_END`] = at;
  });
  const verifiedAt = Math.max(createdAt + verifiedAfter, requestedAt + 10 * SECOND);
  return {
    ...others,
    steps,
    foundAt: requestedAt + 7 * SECOND,
    notReadyAt: notReadyBefore === null ? null : Math.max(verifiedAt - notReadyBefore, requestedAt + 8 * SECOND),
    verifiedAt,
    lost: others.fate === 'WORKS' ? lossOf(lostAs, verifiedAt) : null,
    pointAt: pointBefore === null ? null : createdAt - pointBefore,
    goneAt: requestedAt + HOUR + goneAfter,
  };
}

/** Seen some time later; a loss that no service reported has no time. */
function lossOf(lostAs: Drawn['lostAs'], verifiedAt: number): ServerStory['lost'] {
  if (lostAs === null) return null;
  const { state, isReported, reason, after: seconds } = lostAs;
  const at = verifiedAt + seconds;
  return { state, at: isReported && state !== null ? at : null, reason, seenAt: at + 20 * SECOND };
}

function after(min: number, max: number): fc.Arbitrary<number | null> {
  return fc.option(fc.integer({ min, max }), { freq: 9 });
}

function often<Value>(usual: Value, seldom: Value): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(seldom) });
}
