import { describe, expect, it } from 'vitest';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { caller, drs, faulty, givenWorld, refusal, startDrill, wait } from './given.ts';

describe('StartRecovery refuses the whole call for', () => {
  it('a server that another job is processing', () => {
    const { world } = givenWorld();
    const [busy = '', idle = ''] = world.addServers(caller, 2);
    startDrill(world, [busy]);
    const fault = refusal(() => startDrill(world, [idle, busy]));
    expect([fault.type, fault.status]).toEqual(['ConflictException', 409]);
    expect(fault.message).toContain('currently being processed by a Job');
    expect(world.history.launches).toHaveLength(1);
    wait(world, 700);
    expect(startDrill(world, [idle, busy])).toMatch(/^drsjob-/);
  });

  it('more than 100 servers in one job', () => {
    const { world } = givenWorld();
    const servers = world.addServers(caller, 101);
    const fault = refusal(() => startDrill(world, servers));
    expect([fault.type, fault.status, fault.members['quotaCode']]).toEqual([
      'ServiceQuotaExceededException',
      402,
      'L-B827C881',
    ]);
    expect(startDrill(world, servers.slice(1))).toMatch(/^drsjob-/);
  });

  it('a 21st concurrent job, until one has ended', () => {
    const { world } = givenWorld();
    const servers = world.addServers(caller, 21);
    for (const server of servers.slice(0, 20)) startDrill(world, [server]);
    const fault = refusal(() => startDrill(world, servers.slice(20)));
    expect([fault.status, fault.members['quotaCode']]).toEqual([402, 'L-D88FAC3A']);
    wait(world, 700);
    expect(startDrill(world, servers.slice(20))).toMatch(/^drsjob-/);
  });

  it('more than 500 servers in all open jobs', () => {
    const { world } = givenWorld();
    const servers = world.addServers(caller, 501);
    for (let start = 0; start < 500; start += 100) startDrill(world, servers.slice(start, start + 100));
    const fault = refusal(() => startDrill(world, servers.slice(500)));
    expect([fault.status, fault.members['quotaCode']]).toEqual([402, 'L-05AFA8C6']);
  });

  it('a job while third parties use up the quota, until the faults end', () => {
    const { world } = givenWorld({
      faults: faulty({ jobsTakenByThirdParties: 20, faultsUntil: Date.parse('2026-03-01T11:00:00Z') }),
    });
    const servers = world.addServers(caller, 1);
    expect(refusal(() => startDrill(world, servers)).status).toBe(402);
    wait(world, 3_600);
    expect(startDrill(world, servers)).toMatch(/^drsjob-/);
  });

  it.each([
    ['no server', { sourceServers: [] }],
    ['an id of another form', { sourceServers: [{ sourceServerID: 'i-0123456789abcdef0' }] }],
    [
      'an EBS snapshot for a recovery snapshot',
      { sourceServers: [{ sourceServerID: 's-00000000000000001', recoverySnapshotID: 'snap-00000000000000001' }] },
    ],
    [
      'an unknown recovery snapshot',
      { sourceServers: [{ sourceServerID: 's-00000000000000001', recoverySnapshotID: 'pit-00000000000000001' }] },
    ],
    ['an unknown server', { sourceServers: [{ sourceServerID: 's-00000000000000002' }] }],
    [
      'a server named twice',
      { sourceServers: [{ sourceServerID: 's-00000000000000001' }, { sourceServerID: 's-00000000000000001' }] },
    ],
    ['isDrill as a text', { sourceServers: [{ sourceServerID: 's-00000000000000001' }], isDrill: 'true' }],
    ['too long a tag', { sourceServers: [{ sourceServerID: 's-00000000000000001' }], tags: { a: 'x'.repeat(257) } }],
  ])('%s: ValidationException', (_, input) => {
    const { world } = givenWorld();
    world.addServers(caller, [{ sourceServerID: 's-00000000000000001' }]);
    const fault = refusal(() => drs(world, 'StartRecovery', input));
    expect([fault.type, fault.status]).toEqual(['ValidationException', 400]);
    expect(world.history.launches).toEqual([]);
  });

  it('a server whose initial sync has not finished', () => {
    const { world } = givenWorld();
    const servers = world.addServers(caller, [
      { replicationState: 'INITIAL_SYNC', snapshots: 'NONE' } satisfies ServerOptions,
    ]);
    expect(refusal(() => startDrill(world, servers)).message).toContain('READY_FOR_TEST');
  });
});

describe('the other calls', () => {
  it('refuse operations that DRS does not have', () => {
    const { world } = givenWorld();
    expect(refusal(() => drs(world, 'CancelJob')).type).toBe('UnknownOperationException');
  });

  it('refuse an account that was never initialised', () => {
    const { world } = givenWorld({ faults: faulty({ uninitializedAccount: true }) });
    const fault = refusal(() => drs(world, 'DescribeJobs'));
    expect([fault.type, fault.status]).toEqual(['UninitializedAccountException', 400]);
  });

  it('answer 404 for the launch configuration of an unknown server', () => {
    const { world } = givenWorld();
    expect(refusal(() => drs(world, 'GetLaunchConfiguration', { sourceServerID: 's-00000000000000002' })).status).toBe(
      404,
    );
  });

  it('refuse filters that are too long or malformed', () => {
    const { world } = givenWorld();
    const many = Array.from({ length: 201 }, (_, n) => `s-${n.toString().padStart(17, '0')}`);
    expect(refusal(() => drs(world, 'DescribeSourceServers', { filters: { sourceServerIDs: many } })).status).toBe(400);
    expect(refusal(() => drs(world, 'DescribeJobs', { filters: { jobIDs: ['job-1'] } })).status).toBe(400);
    expect(refusal(() => drs(world, 'DescribeJobs', { maxResults: 0 })).status).toBe(400);
  });
});

describe('paging', () => {
  it('list every server exactly once, page by page', () => {
    const { world } = givenWorld({ pageSize: 3 });
    const servers = world.addServers(caller, 8);
    const seen: string[] = [];
    let nextToken: unknown;
    let pages = 0;
    do {
      const page = drs(world, 'DescribeSourceServers', nextToken === undefined ? {} : { nextToken });
      seen.push(...page.list('items').map((each) => each.text('sourceServerID')));
      nextToken = page.at('nextToken');
      pages += 1;
    } while (nextToken !== undefined);
    expect([seen, pages]).toEqual([servers, 3]);
  });

  it('neither repeat nor skip a job when a newer one starts between two pages', () => {
    const { world } = givenWorld({ pageSize: 2 });
    const servers = world.addServers(caller, 5);
    const jobs = servers.slice(0, 4).map((server) => {
      wait(world, 1);
      return startDrill(world, [server]);
    });
    const first = drs(world, 'DescribeJobs');
    startDrill(world, servers.slice(4));
    const second = drs(world, 'DescribeJobs', { nextToken: first.at('nextToken') });
    const seen = [...first.list('items'), ...second.list('items')].map((each) => each.text('jobID'));
    expect(seen).toEqual(jobs.toReversed());
  });

  it('refuse an unknown pagination token', () => {
    const { world } = givenWorld();
    expect(refusal(() => drs(world, 'DescribeJobs', { nextToken: 'nonsense' })).status).toBe(400);
  });

  it('keep accounts and Regions apart', () => {
    const { world } = givenWorld();
    world.addServers({ accountId: '444455556666', region: 'eu-central-1' }, 2);
    world.addServers({ ...caller, region: 'eu-west-1' }, 2);
    expect(drs(world, 'DescribeSourceServers').at('items')).toEqual([]);
  });
});

it('tag resources with an ARN, and nothing else', () => {
  const { world } = givenWorld();
  const [server = ''] = world.addServers(caller, [{ tags: { Tier: 'gold' } }]);
  const arn = drs(world, 'DescribeSourceServers').text('items.0.arn');
  expect(arn).toBe(`arn:aws:drs:eu-central-1:111122223333:source-server/${server}`);
  drs(world, 'TagResource', { resourceArn: arn, tags: { Owner: 'ops' } });
  drs(world, 'UntagResource', { resourceArn: arn, tagKeys: ['Tier'] });
  expect(drs(world, 'ListTagsForResource', { resourceArn: arn }).raw).toEqual({ tags: { Owner: 'ops' } });
  expect(
    refusal(() => drs(world, 'ListTagsForResource', { resourceArn: arn.replace(server, 's-00000000000000009') }))
      .status,
  ).toBe(404);
});
