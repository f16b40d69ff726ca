import { DescribeJobsCommand, GetLaunchConfigurationCommand, ListLaunchActionsCommand } from '@aws-sdk/client-drs';
import { describe, expect, test } from 'vitest';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** Post-launch actions: DRS API model and user guide. No published source shows DRS’s answers for a run of actions. */
export function drsLaunchActions(open: Open): void {
  const withActions = (launchActions: NonNullable<ServerOptions['launchActions']>, faults = {}) =>
    given(open, { servers: [{ launchSeconds: 500, launchActions }], faults });

  describe('DRS, with post-launch actions', () => {
    test('reports that they are enabled, and lists them page by page', async () => {
      const place = await given(open, {
        servers: [{ launchActions: { actions: [{ name: 'Agent' }, { optional: true }, { active: false }] } }],
        pageSize: 2,
      });
      const [resourceId = ''] = place.ids;
      const configuration = await place.clients.drs.send(
        new GetLaunchConfigurationCommand({ sourceServerID: resourceId }),
      );
      const first = await place.clients.drs.send(new ListLaunchActionsCommand({ resourceId }));
      const next = { resourceId, nextToken: first.nextToken ?? '' };
      const rest = await place.clients.drs.send(new ListLaunchActionsCommand(next));
      expect(configuration.postLaunchEnabled).toBe(true);
      expect([...(first.items ?? []), ...(rest.items ?? [])]).toMatchObject([
        { name: 'Agent', active: true, optional: false, order: 2 },
        { name: 'Action 2', active: true, optional: true, order: 3 },
        { name: 'Action 3', active: false, optional: false, order: 4 },
      ]);
      expect(rest.nextToken).toBeUndefined();
    });

    test('runs the active ones one after the other once Systems Manager sees its agent, and reports why one failed', async () => {
      const place = await withActions({
        actions: [
          { seconds: 30 },
          { seconds: 600, ends: 'FAILED', reason: 'exit status 3' },
          { active: false },
          { name: 'Later', ends: 'NEVER' },
        ],
      });
      const jobID = await launched({ ...place, pass: () => place.pass(12) });
      const early = await actionsOf(place, jobID);
      place.pass(15);
      const late = await actionsOf(place, jobID);
      expect(early?.runs?.map(({ status }) => status)).toEqual(['SUCCEEDED', 'IN_PROGRESS']);
      expect(new Date(late?.ssmAgentDiscoveryDatetime ?? '').getTime()).toBeGreaterThan(0);
      expect(late?.runs).toMatchObject([
        { status: 'SUCCEEDED', action: { optional: false } },
        { status: 'FAILED', failureReason: 'exit status 3' },
        { status: 'IN_PROGRESS', action: { name: 'Later' } },
      ]);
    });

    test('runs none if Systems Manager never sees its agent', async () => {
      const place = await withActions({ agentUnseen: true, actions: [{}] });
      expect(await actionsOf(place, await launched({ ...place, pass: () => place.pass(40) }))).toEqual({ runs: [] });
    });

    test('ends a run when its instance ends', async () => {
      const place = await withActions({ actions: [{ ends: 'NEVER' }] });
      const jobID = await launched({ ...place, pass: () => place.pass(15) });
      for (const { instanceId } of place.world.liveInstances())
        place.world.terminateOutside({ accountId: '111122223333', region: 'eu-central-1' }, instanceId);
      place.pass(5);
      expect((await actionsOf(place, jobID))?.runs).toMatchObject([{ status: 'FAILED' }]);
    });

    test('may wait for them, and report a server as FAILED if a required action failed', async () => {
      const failing = { actions: [{ seconds: 300, ends: 'FAILED' as const }] };
      const place = await withActions(failing, { launchWaitsForActions: 1 });
      const jobID = await launched({ ...place, pass: () => place.pass(10) });
      const early = await jobOf(place, jobID);
      place.pass(10);
      const late = await jobOf(place, jobID);
      expect([early, late].map((job) => job?.participatingServers?.[0]?.launchStatus)).toEqual(['PENDING', 'FAILED']);
      expect([early, late].map((job) => job?.status)).toEqual(['STARTED', 'COMPLETED']);
      expect(place.world.liveInstances()).toHaveLength(1);
    });
  });
}

async function actionsOf(place: Place, jobID: string) {
  return (await jobOf(place, jobID))?.participatingServers?.[0]?.launchActionsStatus;
}

async function jobOf({ clients }: Place, jobID: string) {
  const { items = [] } = await clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
  return items[0];
}
