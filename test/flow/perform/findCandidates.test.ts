import { expect, test } from 'vitest';
import { findCandidates } from '../../../src/flow/perform/findCandidates.ts';
import { lineWithTrial, type ServerLine } from '../../../src/history/coverage.ts';
import type { Ended } from '../../../src/history/statistic.ts';
import type { Trial } from '../../../src/history/trials.ts';
import { createMemoryTable } from '../../../src/simulator/memory/memoryTable.ts';
import { aTrial, SITE, START, serverId } from '../../builders.ts';

const [innocent, guilty, older] = [serverId(1), serverId(2), serverId(3)];
const CHOICE = { tags: { Tier: ['app'] } };

test('of a rejected drill, only the server whose own check failed counts as failed', async () => {
  // given
  const table = createMemoryTable({ now: () => START, onChange: () => undefined });
  const { history } = table.ports;
  await keep(lineOf(innocent, {}));
  await keep(lineOf(guilty, { atFault: true }));
  // A line of an earlier version does not say who was at fault.
  const { atFault: _, ...lastDrill } = lineOf(older, {}).lastDrill ?? {};
  await keep({ ...lineOf(older, {}), lastDrill: lastDrill as ServerLine['lastDrill'] });
  // when
  const { candidates } = await findCandidates(
    { drs: { sourceServers: async () => [innocent, guilty, older].map(serverOf) } as never, history, ids: IDS },
    SITE,
    [CHOICE],
  );
  // then
  const failed = Object.fromEntries(candidates.map(({ sourceServerId, failedAt }) => [sourceServerId, failedAt]));
  expect(failed).toEqual({ [innocent]: null, [guilty]: START, [older]: START });

  async function keep(value: ServerLine): Promise<void> {
    await history.saveServer({ read: await history.loadServer(value.sourceServerId), value });
  }
});

const IDS = { next: () => 'id', random: () => 0.5 };

function lineOf(sourceServerId: string, own: Partial<Trial>): ServerLine {
  const trial = aTrial({ sourceServerId, endedAt: START, outcome: 'REJECTED', passed: false, stopped: true, ...own });
  return lineWithTrial(undefined, trial as Ended<Trial>, true);
}

function serverOf(sourceServerId: string) {
  return { sourceServerId, tags: { Tier: 'app' }, replicationState: 'CONTINUOUS' };
}
