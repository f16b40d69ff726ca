import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { type Judged, judge } from '../../src/simulator/observe/expect/expectations.ts';
import type { answers } from '../../src/simulator/observe/questions/openQuestions.ts';
import type { Recording } from '../../src/simulator/observe/recording.ts';
import { type Bend, eachIn, eachInstance, startBentWire } from './bentWire.ts';
import { begin, followed, type Observed, observed, ran, SECRET, startWorld } from './observedDrill.ts';

type Answer = Record<string, unknown>;

const JOB_TAG = 'drs.amazonaws.com-job';
const without = (tags: unknown, key: string) => (tags as { Key: string }[]).filter(({ Key }) => Key !== key);
const withTags = (answer: Answer, list: string, member: string, change: (tags: unknown) => unknown) =>
  eachIn(answer, list, (item) => void Object.assign(item, { [member]: change(item[member]) }));

/** Possible behaviours of AWS on the wire, each with the expectation that it violates and its message. */
const BENDS: Record<string, { bend: Bend; belies: string[]; said: RegExp }> = {
  'jobs come back without tags': {
    bend: (operation, answer) =>
      operation === 'DescribeJobs' ? eachIn(answer, 'items', (job) => void delete job['tags']) : undefined,
    belies: ['job-tags', 'job-tags-listed'],
    said: /is returned without DrillOwner, DrillId/,
  },
  'servers are IN_PROGRESS': {
    bend: (operation, answer) =>
      operation === 'DescribeJobs'
        ? eachIn(
            answer,
            'items',
            (job) =>
              void eachIn(job, 'participatingServers', (server) => {
                if (server['launchStatus'] === 'PENDING' && job['type'] === 'LAUNCH')
                  server['launchStatus'] = 'IN_PROGRESS';
              }),
          )
        : undefined,
    belies: ['launch-status-words'],
    said: /was IN_PROGRESS/,
  },
  'moments are written with Z': {
    bend: (operation, answer) =>
      operation === 'DescribeJobs' || operation === 'DescribeJobLogItems'
        ? (JSON.parse(JSON.stringify(answer).replaceAll(/\.(\d{3})\d{3}\+00:00"/g, '.$1Z"')) as Answer)
        : undefined,
    belies: ['form-of-moments'],
    said: /it wrote 9999-99-99T99:99:99.999Z/,
  },
  'LAUNCH_END names no instance': {
    bend: (operation, answer) =>
      operation === 'DescribeJobLogItems'
        ? eachIn(answer, 'items', ({ eventData }) => void delete (eventData as Answer)['targetInstanceID'])
        : undefined,
    belies: ['target-instance'],
    said: /LAUNCH_END of s-.* names no instance/,
  },
  'the instance carries no tag of its job': {
    bend: (operation, answer) =>
      operation === 'DescribeInstances'
        ? eachInstance(answer, (one) => void Object.assign(one, { Tags: without(one['Tags'], JOB_TAG) }))
        : undefined,
    belies: ['instance-tags'],
    said: /carries no drs\.amazonaws\.com-job/,
  },
  'volumes carry no tag of their job': {
    bend: (operation, answer) =>
      operation === 'DescribeVolumes'
        ? withTags(answer, 'Volumes', 'Tags', (tags) => without(tags, JOB_TAG))
        : undefined,
    belies: ['volume-tags'],
    said: /vol-.* carries no drs\.amazonaws\.com-job/,
  },
  'interfaces carry no tags': {
    bend: (operation, answer) =>
      operation === 'DescribeNetworkInterfaces' ? withTags(answer, 'NetworkInterfaces', 'TagSet', () => []) : undefined,
    belies: ['interface-tags'],
    said: /eni-.* carries no drs\.amazonaws\.com-job/,
  },
  'the primary interface is older than the job': {
    bend: (operation, answer) =>
      operation === 'DescribeInstances'
        ? eachInstance(
            answer,
            (one) =>
              void eachIn(one, 'NetworkInterfaces', ({ Attachment }) => {
                (Attachment as Answer)['AttachTime'] = '2026-01-01T00:00:00.000Z';
              }),
          )
        : undefined,
    belies: ['primary-interface'],
    said: /was attached at 2026-01-01T00:00:00.000Z, before its job was created/,
  },
  'volumes stay after their instance': {
    bend: (operation, answer) =>
      operation === 'DescribeVolumes'
        ? eachIn(
            answer,
            'Volumes',
            (volume) =>
              void eachIn(
                volume,
                'Attachments',
                (attachment) => void Object.assign(attachment, { DeleteOnTermination: false }),
              ),
          )
        : undefined,
    belies: ['delete-on-termination'],
    said: /remains when the instance is terminated/,
  },
  'a drill is not listed as one': {
    bend: (operation, answer) =>
      operation === 'DescribeRecoveryInstances'
        ? eachIn(answer, 'items', (entry) => void Object.assign(entry, { isDrill: false }))
        : undefined,
    belies: ['entry-is-drill'],
    said: /is listed with isDrill false/,
  },
  'what was terminated stays listed for hours': {
    bend: keepsListing(),
    belies: ['terminated-stays-listed'],
    said: /was still listed \d{3,4}\.?\d* s after its cleanup/,
  },
  'the newest point comes first': {
    bend: (operation, answer) => {
      if (operation !== 'DescribeRecoverySnapshots') return undefined;
      return { ...answer, items: (answer['items'] as Answer[]).toReversed() };
    },
    belies: ['points-order'],
    said: /came in another order/,
  },
  'a template has no tag specifications': {
    bend: (operation, answer) =>
      operation === 'DescribeLaunchTemplateVersions'
        ? eachIn(answer, 'LaunchTemplateVersions', ({ LaunchTemplateData }) => {
            delete (LaunchTemplateData as Answer)['TagSpecifications'];
          })
        : undefined,
    belies: ['template-tags'],
    said: /has tag specifications for none/,
  },
  'DRS calls what nobody has granted': {
    bend: (operation, answer) =>
      operation === 'LookupEvents'
        ? (JSON.parse(JSON.stringify(answer).replaceAll('DescribeHosts', 'CreateVpcEndpoint')) as Answer)
        : undefined,
    belies: ['forwarded-calls'],
    said: /DRS called ec2:CreateVpcEndpoint on its caller’s behalf/,
  },
};

describe('a drill of the local product', () => {
  let local: LocalWorld;
  let whole: Observed;
  const requested = new Set<string>();
  const bent = new Map<string, Judged[]>();

  beforeAll(async () => {
    local = await startWorld();
    const drillId = await begin(local, [{}, { outcome: 'FAILS_CONVERSION', errorText: SECRET }]);
    const accounts = ACCOUNTS.map((names) => ({ names, bends: names.flatMap((name) => BENDS[name]?.bend ?? []) }));
    const wires = await Promise.all(
      accounts.map(async ({ names, bends }) => ({ names, wire: await startBentWire(local, bends, requested) })),
    );
    const [process] = await Promise.all([
      observed(local, drillId),
      ...wires.map(async ({ names, wire }) => {
        const judged = judge(await followed(local, drillId, wire.url));
        for (const name of names) bent.set(name, judged);
      }),
    ]);
    whole = process;
    await Promise.all(wires.map(({ wire }) => wire.close()));
  }, 240_000);
  afterAll(() => local?.stop());

  test('with the simulator, nothing differs, every observable expectation is compared, and the exit status is 0', () => {
    const { judged } = JSON.parse(whole.stdout) as { judged: Judged[] };
    expect(judged.filter(({ verdict }) => verdict !== 'AS_SIMULATED')).toEqual([]);
    expect(judged.length).toBeGreaterThan(40);
    expect(whole.status).toBe(0);
  });

  test('open questions are answered, or say how to answer them', () => {
    const { answered } = JSON.parse(whole.stdout) as { answered: ReturnType<typeof answers> };
    const said = Object.fromEntries(answered.map(({ name, answer }) => [name, answer]));
    expect(said['event-of-drill']).toMatch(/^is-drill was TRUE; delay after LAUNCH_END: \d/);
    expect(said['event-of-early-failure']).toBe(
      'of 1 servers that failed (after CONVERSION_FAIL), an event arrived for 1',
    );
    expect(said['terminate-job']).toMatch(/^its log: JOB_START, CLEANUP_START, CLEANUP_END, JOB_END; /);
    expect(said['terminated-stays-listed']).toMatch(/^after its cleanup: between \d/);
    expect(said['forwarded-calls']).toContain('ec2:RunInstances');
    expect(said['trail-of-start']).toMatch(/does not have inScopeOf/);
    expect(said['second-drill']).toBeNull();
    expect(answered.filter(({ how }) => how === '')).toEqual([]);
  });

  test('the recording describes its content and contains no identifying data', () => {
    const text = readFileSync(whole.file, 'utf8');
    const recording = JSON.parse(text) as Recording;
    expect(recording).toMatchObject({ schema: 1, holds: expect.stringContaining('no names, addresses, accounts') });
    const ids = local.world.history.launches.flatMap(({ jobId, sourceServerIds }) => [jobId, ...sourceServerIds]);
    const theirs = ['111122223333', 'example.com', '10.0.0.10', 'payroll-db', 'hunter2', 'Costs', 'c-47110', ...ids];
    expect(theirs.filter((one) => text.includes(one))).toEqual([]);
  });

  test('the report can be repeated from the recording', async () => {
    const again = await ran(['--read', whole.file, '--json'], {});
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(whole.stdout));
    const text = await ran(['--read', whole.file], {});
    expect(text.stdout).toMatch(
      /^SIMULATED: .*\n\nNo difference between this simulated AWS and the simulator in this drill/,
    );
    expect(JSON.parse(readFileSync(whole.file, 'utf8'))).toMatchObject({ world: 'SIMULATED' });
    expect(whole.stderr.split('\n')[0]).toContain('SIMULATED');
  });

  test.each([
    [[], {}, /which drill\?/],
    [['--drill', 'd-0123456789abcdef01234567'], {}, /the address of the API is missing/],
    [['--drill', 'd-0123456789abcdef01234567', '--api', 'http://127.0.0.1:1'], {}, /cannot be reached/],
    [['--read', '/nonexistent/observed.json'], {}, /ENOENT/],
    [['--speed', '3'], {}, /unknown option/],
  ])('unreadable input exits with 2: %j', async (args, env, said) => {
    const ended = await ran(args, env);
    expect(ended.stderr).toMatch(said);
    expect(ended.status).toBe(2);
  });

  test('it makes only read-only calls', () => {
    const acting = [...requested].filter((operation) => !/^\w+:(Describe|Get|List|Lookup)/.test(operation));
    expect(requested.size).toBeGreaterThan(12);
    expect(acting).toEqual([]);
    expect(local.world.history.launches).toHaveLength(1);
    expect(local.world.history.terminations).toHaveLength(1);
  });

  test.each(Object.keys(BENDS))('it reports that %s', (name) => {
    const { belies = [], said = /never/ } = BENDS[name] ?? {};
    const reported = bent.get(name)?.filter((one) => belies.includes(one.name)) ?? [];
    expect(reported.map(({ verdict }) => verdict)).toEqual(belies.map(() => 'DIFFERENT'));
    expect(reported.flatMap(({ differences }) => differences).join('\n')).toMatch(said);
  });

  test('it reports no other difference', () => {
    for (const names of ACCOUNTS) {
      const different = bent.get(names[0] ?? '')?.filter(({ verdict }) => verdict === 'DIFFERENT') ?? [];
      const belied = names.flatMap((name) => BENDS[name]?.belies ?? []);
      expect(different.map((one) => one.name).toSorted()).toEqual(belied.toSorted());
    }
  });
});

/**
 * Three accounts that each differ in several ways, because one run per difference would take too long on a small
 * machine.
 */
const ACCOUNTS = [0, 1, 2].map((account) => Object.keys(BENDS).filter((_, place) => place % 3 === account));

/** An AWS that never removes a recovery instance from its list. */
function keepsListing(): Bend {
  const listed = new Map<unknown, Answer>();
  return (operation, answer) => {
    if (operation !== 'DescribeRecoveryInstances') return undefined;
    for (const entry of answer['items'] as Answer[]) listed.set(entry['recoveryInstanceID'], entry);
    return { ...answer, items: [...listed.values()] };
  };
}
