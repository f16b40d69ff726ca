import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OPEN_DRILLS_MAX } from '../../src/drill/bounds.ts';
import { emptySite } from '../../src/drill/site.ts';
import { Unavailable } from '../../src/flow/errors.ts';
import type { Ports } from '../../src/flow/ports.ts';
import { serverId } from '../builders.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, SITE, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const unread = async () => given.table.ports.inbox.unread(DRILL_ID, 25);

describe('AWS events are checked before they are used', () => {
  test('a launch of a server that is in no drill of ours leaves no trace', async () => {
    await through('drsEvent', await payloadOf('drsEvent'));
    expect(await unread()).toEqual([]);
    expect(given.logged).toEqual([]);
  });

  test('the same event twice is one entry in the inbox', async () => {
    await givenDrill(given);
    await through('drsEvent', await payloadOf('drsEvent'));
    await through('drsEvent', await payloadOf('drsEvent'));
    expect(await unread()).toHaveLength(1);
  });

  test.each([
    ['drsEvent', { resources: [] }],
    ['drsEvent', { detail: { state: 'SOMETHING_NEW', 'job-id': 'drsjob-04ca7d0d3fb6afa3e' } }],
    ['drsEvent', { detail: { state: 'RECOVERY_LAUNCH_FAILED' } }],
    ['ec2Event', { detail: { state: 'terminated' } }],
    ['ssmEvent', { source: undefined }],
    ['ssmEvent', { detail: { 'instance-id': 'i-0123456789abcdef0', status: 'Success' } }],
    ['ssmEvent', { detail: { 'command-id': 'a/b', 'instance-id': 'i-0123456789abcdef0', status: 'Success' } }],
    ['wake', { n: 'one' }],
    ['wake', { drillId: 'somebody' }],
    ['hardStop', { site: undefined }],
  ])('%s: an unreadable event is logged and dropped: %o', async (endpoint, more) => {
    await givenDrill(given);
    await through(endpoint, { ...(await payloadOf(endpoint)), ...more });
    expect(await unread()).toEqual([]);
    expect(given.logged).toHaveLength(1);
  });

  test('an instance that stops during the hold is not gone, and needs a look, with EC2’s time', async () => {
    await givenDrill(given);
    const payload = await payloadOf('ec2Event');
    await through('ec2Event', { ...payload, detail: { 'instance-id': 'i-0123456789abcdef0', state: 'stopped' } });
    expect(await unread()).toMatchObject([
      { input: { type: 'InstanceReportedDown', state: 'stopped', downAt: Date.parse(String(payload['time'])) } },
    ]);
  });

  test('an instance that stops once its drill cleans up does as it should', async () => {
    await givenDrill(given, { phase: 'TERMINATING' });
    const detail = { 'instance-id': 'i-0123456789abcdef0', state: 'shutting-down' };
    await through('ec2Event', { ...(await payloadOf('ec2Event')), detail });
    expect(await unread()).toEqual([]);
  });

  test('an instance of a third party is none of ours', async () => {
    await givenDrill(given);
    const detail = { 'instance-id': 'i-0fffffffffffffff0', state: 'terminated' };
    await through('ec2Event', { ...(await payloadOf('ec2Event')), detail });
    expect(await unread()).toEqual([]);
  });

  test('a command on an instance of a third party, or on a machine outside EC2, is none of ours', async () => {
    await givenDrill(given);
    const payload = await payloadOf('ssmEvent');
    for (const id of ['i-0fffffffffffffff0', 'mi-0123456789abcdef0'])
      await through('ssmEvent', { ...payload, detail: { ...Object(payload['detail']), 'instance-id': id } });
    expect(await unread()).toEqual([]);
    expect(given.logged).toEqual([]);
  });

  test('a requested drill with a bad body is logged and not retried', async () => {
    const payload = await payloadOf('drillRequested');
    await through('drillRequested', { ...payload, detail: { reason: 'x' } });
    expect(given.table.drills()).toEqual([]);
    expect(given.logged).toEqual(['a requested drill was refused']);
  });
});

describe('another account that requests a drill by event', () => {
  const OTHER = '999988887777';
  const asking = async (detail: object = {}) => {
    const payload = await payloadOf('drillRequested');
    await through('drillRequested', {
      ...payload,
      account: OTHER,
      detail: { ...Object(payload['detail']), ...detail },
    });
  };

  test('gets one when the deployment allows that account, in its own name', async () => {
    // given
    vi.stubEnv('ALLOWED_ACCOUNTS', `444455556666, ${OTHER}`);
    // when
    await asking();
    // then
    const [drill] = given.table.drills();
    expect(drill).toMatchObject({ site: SITE, requestedBy: `${OTHER}/com.example.calendar` });
  });

  test('gets none when the deployment allows others, and a refusal is published', async () => {
    vi.stubEnv('ALLOWED_ACCOUNTS', '444455556666');
    await asking();
    expect(given.table.drills()).toEqual([]);
    expect(given.published).toMatchObject([
      { type: 'Drill Refused', detail: { why: expect.stringContaining(`${OTHER} may not request drills of`) } },
    ]);
  });

  test('gets none where the deployment drills nothing', async () => {
    vi.stubEnv('ALLOWED_ACCOUNTS', OTHER);
    await asking({ accountId: OTHER });
    expect(given.table.drills()).toEqual([]);
  });
});

test('a drill that is requested by event is refused and published when the site has too many open ones', async () => {
  // given
  const claims = Object.fromEntries(Array.from({ length: OPEN_DRILLS_MAX }, (_, index) => [`d-${index}`, ['s-1']]));
  await given.table.ports.sites.save({ ...emptySite(SITE.accountId, SITE.region), claims }, 0, 'save');
  // when
  await through('drillRequested', await payloadOf('drillRequested'));
  // then
  expect(given.table.drills()).toEqual([]);
  expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'too-many-drills' } }]);
});

test('a schedule or event fails when the table is busy, so it is retried', async () => {
  const load = () => Promise.reject(new Unavailable('ThrottlingException'));
  givenPorts({ ...given.table.ports, drills: { ...given.table.ports.drills, load } });
  await expect(through('drillRequested', await payloadOf('drillRequested'))).rejects.toThrow('ThrottlingException');
});

describe('batches', () => {
  test('only the effects that failed are redelivered', async () => {
    const payload = await payloadOf('performEffect');
    const [record] = payload['Records'] as Record<string, unknown>[];
    const Records = [
      record,
      { ...record, messageId: 'bad', body: 'nonsense' },
      { ...record, messageId: 'empty', body: '{}' },
    ];
    const answer = await through('performEffect', { Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }, { itemIdentifier: 'empty' }] });
  });

  test('an effect of a check goes to the queue of checks, where nothing waits that launches or terminates', async () => {
    await givenDrill(given);
    const ofChecks: unknown[] = [];
    const checkQueue = { send: async (...sent: unknown[]) => void ofChecks.push(sent) };
    given = givenPorts({ ...given.table.ports, checkQueue });
    const payload = await payloadOf('stream');
    const [effect] = payload['Records'] as { dynamodb: { NewImage: object } }[];
    const NewImage = { ...effect?.dynamodb.NewImage, effect: { S: JSON.stringify({ kind: 'RunCheck' }) } };
    await through('stream', { Records: [{ ...effect, dynamodb: { ...effect?.dynamodb, NewImage } }] });
    expect(ofChecks).toEqual([[{ drillId: DRILL_ID, effectId: 'e1' }, 30]]);
    expect(given.sent).toEqual([]);
  });

  test('the first record of the stream that fails is named, and the others around it are still processed', async () => {
    await givenDrill(given);
    const send = async () => Promise.reject(new Error('the queue is away'));
    given = { ...given, ...givenPorts({ ...given.table.ports, queue: { send } }) };
    const payload = await payloadOf('stream');
    const [effect] = payload['Records'] as { dynamodb: { SequenceNumber: string } }[];
    const answer = await through('stream', payload);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: effect?.dynamodb.SequenceNumber }] });
  });

  test('a drill advances once a batch, however many inbox notifications it gets', async () => {
    await givenDrill(given);
    let reads = 0;
    const { inbox } = given.table.ports;
    const countedUnread: typeof inbox.unread = (drillId, limit) => {
      reads += 1;
      return inbox.unread(drillId, limit);
    };
    givenPorts({ ...given.table.ports, inbox: { ...inbox, unread: countedUnread } });
    await through('stream', await payloadOf('stream'));
    expect(reads).toBe(1);
  });
});

describe('the inventory', () => {
  test('of a site whose DRS refuses to answer hides no other, and fails', async () => {
    // given
    process.env['SITES'] = 'us-east-1';
    const server = { replicationState: 'CONTINUOUS', lagSeconds: 0, extendedFrom: null, tags: {} };
    const lastLaunch = { jobId: null, status: null, type: null, at: null };
    const sourceServers = async ({ region }: { region: string }) => {
      if (region === 'eu-west-1') throw new Error('DRS is not initialised');
      return [{ ...server, lastLaunch, sourceServerId: serverId(7), hostname: 'web-7' }];
    };
    given = givenPorts({ drs: { sourceServers } as unknown as Ports['drs'] });
    // when
    const taken = through('takeInventory', await payloadOf('takeInventory'));
    // then
    await expect(taken).rejects.toThrow('the inventory of at least one site failed');
    delete process.env['SITES'];
    const { items } = await given.table.ports.history.servers({ ...SITE, region: 'us-east-1' }, 10);
    expect(items).toMatchObject([{ sourceServerId: serverId(7), hostname: 'web-7' }]);
  });
});
