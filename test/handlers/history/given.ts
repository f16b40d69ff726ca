import { recordHistory } from '../../../src/flow/recordHistory.ts';
import { START, serverId } from '../../builders.ts';
import { DRILL_ID, type Given, SITE } from '../given.ts';
import { journalOf } from './journal.ts';
import type { DrillStory, ServerStory } from './stories.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Seven drills of one recovery plan, a week apart. The last, DRILL_ID, took twice as long as the others because of its
 * conversion, and its second server did not launch.
 */
export async function givenHistory({ table }: Given): Promise<DrillStory[]> {
  const early = [7, 6, 5, 4, 3, 2].map((weeks) =>
    aDrillStory(START - weeks * 7 * DAY, [aServerStory(1, START - weeks * 7 * DAY, 900_000)]),
  );
  const at = START - 7 * DAY;
  const slow = { ...aServerStory(1, at, 1_800_000), hasInstance: true };
  const failed: ServerStory = { ...aServerStory(2, at, 0), fate: 'FAILED', error: 'Snapshot failed: no space left' };
  const all = [...early, { ...aDrillStory(at, [slow, failed]), drillId: DRILL_ID, outcome: 'FAILED' as const }];
  for (const story of all) await recorded(table.ports, story);
  return all;
}

/** Keeps a drill's history as the second reader would. */
export async function recorded(
  { history }: Pick<Given['table']['ports'], 'history'>,
  story: DrillStory,
): Promise<void> {
  const { drill, entries } = journalOf(story);
  const load = async () => ({ drill, version: entries.length, requestHash: '', quarantined: null });
  const drills = { load, journal: async () => entries } as unknown as Given['table']['ports']['drills'];
  const clock = { now: () => START, pause: async () => undefined };
  const ids = { next: () => '0', random: () => 0 };
  const worlds = { drilled: () => null, home: () => 'REAL' as const };
  for (const entry of entries) await recordHistory({ drills, history, clock, ids, worlds }, entry);
}

/** A drill that went well, with a hold of an hour that was overrun by half a minute. */
export function aDrillStory(requestedAt: number, servers: ServerStory[]): DrillStory {
  const until = requestedAt + 3 * HOUR;
  const sourceServerIds = servers.map(({ sourceServerId }) => sourceServerId);
  return {
    drillId: `d-${String(requestedAt).padStart(24, '0')}`,
    region: SITE.region,
    plan: 'Payroll',
    objectives: {},
    world: 'REAL',
    outcome: 'PASSED',
    requestedAt,
    inspectedAt: requestedAt + 5000,
    createdAt: [requestedAt + 60_000, null],
    failedAt: requestedAt + 6000,
    hold: { until, endedBy: null },
    terminations: [{ at: until + 30_000, sourceServerIds }],
    endedAt: requestedAt + 4 * HOUR,
    servers,
  };
}

/** A server that was seen to work this long after its job had begun. */
export function aServerStory(n: number, requestedAt: number, durationMilliseconds: number): ServerStory {
  const createdAt = requestedAt + 60_000;
  const launchEnd = createdAt + durationMilliseconds - 120_000;
  return {
    sourceServerId: serverId(n),
    launch: 0,
    seen: { exists: true, hostname: `web-${n}`, lagSeconds: 0 },
    fate: 'WORKS',
    error: '',
    hasInstance: false,
    steps: {
      SNAPSHOT_START: createdAt,
      SNAPSHOT_END: createdAt + 60_000,
      CONVERSION_START: createdAt + 60_000,
      CONVERSION_END: launchEnd - 180_000,
      LAUNCH_START: launchEnd - 180_000,
      LAUNCH_END: launchEnd,
    },
    foundAt: createdAt + 1000,
    notReadyAt: createdAt + durationMilliseconds - 30_000,
    verifiedAt: createdAt + durationMilliseconds,
    lost: null,
    pointAt: createdAt - 300_000,
    gone: 'TERMINATED',
    goneAt: launchEnd + HOUR,
  };
}
