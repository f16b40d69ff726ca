import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeSourceServersCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { describe, expect, test } from 'vitest';
import { given, type Open } from '../contract.ts';

const drillOf = (ids: string[]) =>
  new StartRecoveryCommand({ sourceServers: ids.map((sourceServerID) => ({ sourceServerID })), isDrill: true });

/** When DRS refuses, and how it says so. */
export function drsRefusals(open: Open): void {
  describe('DRS refuses', () => {
    test('a source server that an open job is working on: it can be in only one open job', async () => {
      const { clients, ids } = await given(open, { servers: 1 });
      await clients.drs.send(drillOf(ids));
      await expect(clients.drs.send(drillOf(ids))).rejects.toMatchObject({
        name: 'ConflictException',
        $metadata: { httpStatusCode: 409 },
      });
    });

    test('the whole call when one of its servers is busy', async () => {
      const { clients, ids } = await given(open, { servers: 2 });
      const [busy = '', free = ''] = ids;
      await clients.drs.send(drillOf([busy]));
      await expect(clients.drs.send(drillOf([free, busy]))).rejects.toMatchObject({ name: 'ConflictException' });
      await expect(clients.drs.send(drillOf([free]))).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });

    test('the 101st server of a job with 402', async () => {
      const { clients, ids } = await given(open, { servers: 101 });
      await expect(clients.drs.send(drillOf(ids))).rejects.toMatchObject({
        name: 'ServiceQuotaExceededException',
        serviceCode: 'drs',
        $metadata: { httpStatusCode: 402 },
      });
    });

    test('the 21st open job', async () => {
      const { clients, ids } = await given(open, { servers: 21 });
      for (const id of ids.slice(0, 20)) await clients.drs.send(drillOf([id]));
      await expect(clients.drs.send(drillOf(ids.slice(20)))).rejects.toMatchObject({
        name: 'ServiceQuotaExceededException',
      });
    });

    test('an account that was never initialised', async () => {
      const { clients } = await given(open, { faults: { uninitializedAccount: true } });
      await expect(clients.drs.send(new DescribeSourceServersCommand({}))).rejects.toMatchObject({
        name: 'UninitializedAccountException',
        $metadata: { httpStatusCode: 400 },
      });
    });

    test.each([
      ['ResourceNotFoundException', 404],
      ['ValidationException', 400],
      ['ConflictException', 409],
    ] as const)(
      'to terminate an instance that it does not know; AWS does not say how, so it may be %s',
      async (name, httpStatusCode) => {
        const { clients } = await given(open, { faults: { unknownIdError: name } });
        const unknown = new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs: ['i-0123456789abcdef0'] });
        await expect(clients.drs.send(unknown)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
      },
    );

    test('a throttled call, and says when to retry', async () => {
      const { clients, world } = await given(open, { faults: { throttled: { drs: 1 }, throttledWithRetryAfter: 1 } });
      await expect(clients.drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({
        name: 'ThrottlingException',
        message: 'Rate exceeded',
        retryAfterSeconds: expect.stringMatching(/^\d+$/),
        $fault: 'client',
        $metadata: { httpStatusCode: 429 },
      });
      expect(world.calls.total()).toEqual({ 'drs:DescribeJobs': 1 });
    });

    test('a throttled call, sometimes without saying when to retry', async () => {
      const { clients } = await given(open, { faults: { throttled: { drs: 1 } } });
      const refused: unknown = await clients.drs.send(new DescribeJobsCommand({})).catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: 'ThrottlingException' });
      expect(refused).not.toMatchObject({ retryAfterSeconds: expect.anything() });
    });

    test('a call whose signature, token or clock it does not accept, before anything is done', async () => {
      const { clients, world, ids } = await given(open, { servers: 1, faults: { unauthenticated: { drs: 1 } } });
      await expect(clients.drs.send(drillOf(ids))).rejects.toMatchObject({
        name: expect.stringMatching(/^(InvalidSignature|ExpiredToken|UnrecognizedClient)Exception$/),
        message: expect.stringMatching(/expired|invalid/),
        $fault: 'client',
        $metadata: { httpStatusCode: 403 },
      });
      expect(world.history.launches).toEqual([]);
    });

    test('tags from a caller who may not tag the source server', async () => {
      const { clients, ids } = await given(open, { servers: 1, denied: 'drs:TagResource' });
      const tagged = new StartRecoveryCommand({ ...drillOf(ids).input, tags: { ExecutionType: 'Drill' } });
      await expect(clients.drs.send(tagged)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringMatching(/not authorized to perform: drs:TagResource on resource: .*:source-server\/s-/),
        $metadata: { httpStatusCode: 403 },
      });
      await expect(clients.drs.send(drillOf(ids))).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });

    test('a launch minutes later, in the job, if its caller lacks a permission that DRS needs', async () => {
      const { clients, ids, pass } = await given(open, { servers: 1, denied: 'ec2:DeleteVolume' });
      const { job } = await clients.drs.send(drillOf(ids));
      pass(60);
      const { items = [] } = await clients.drs.send(new DescribeJobLogItemsCommand({ jobID: job?.jobID }));
      expect(items.map(({ eventData }) => eventData?.rawError ?? '').join('')).toMatch(
        /\(UnauthorizedOperation\) when calling the DeleteVolume operation: .* ec2:DeleteVolume on resource: arn:aws:ec2:.*:volume\/vol-/,
      );
    });

    test('by an internal error, and says when to retry', async () => {
      const { clients } = await given(open, { faults: { internalError: { drs: 1 } } });
      await expect(clients.drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({
        name: 'InternalServerException',
        retryAfterSeconds: expect.any(Number),
        $fault: 'server',
        $metadata: { httpStatusCode: 500 },
      });
    });

    test('nothing when a reply is lost: the drill runs, and the caller does not know', async () => {
      const { clients, ids } = await given(open, { servers: 1, faults: { replyLost: { 'drs:StartRecovery': 1 } } });
      const lost: unknown = await clients.drs.send(drillOf(ids)).catch((error: unknown) => error);
      expect(lost).toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
      expect(lost).not.toMatchObject({ $metadata: { httpStatusCode: expect.anything() } });
      expect((await clients.drs.send(new DescribeJobsCommand({}))).items).toHaveLength(1);
    });
  });
}
