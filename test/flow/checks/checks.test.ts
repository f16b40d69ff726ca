import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { Effect } from '../../../src/drill/effects.ts';
import { carryOutCheck } from '../../../src/flow/checks/carryOutCheck.ts';
import { CallFailed } from '../../../src/flow/errors.ts';
import { SITE } from '../../builders.ts';
import { PLACE } from '../checkPorts.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  openWorld,
  passTime,
  publish,
  record,
  request,
  SECOND,
  startThirdPartyDrill,
  untilPhase,
} from '../given.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:111122223333:function:judge';
const EVERY = { required: true, timeoutSeconds: 600 };
const PORT: CheckTerms = { name: 'port', kind: 'TCP', port: 443, ...EVERY };
const PAGE: CheckTerms = { name: 'page', kind: 'HTTP', port: 80, tls: false, path: '/', statuses: [200], ...EVERY };
const SCRIPT: CheckTerms = {
  ...{ name: 'script', kind: 'SSM', document: 'AWS-RunShellScript', ...EVERY },
  parameters: { commands: ['true'] },
};
const JUDGE: CheckTerms = { name: 'judge', kind: 'LAMBDA', functionArn: FUNCTION, ...EVERY };
const ALONE: CheckTerms = {
  name: 'alone',
  kind: 'UNREACHABLE',
  host: 'db.corp',
  port: 5432,
  control: { port: 22 },
  ...EVERY,
};
const SCREEN: CheckTerms = { name: 'screen', kind: 'CONSOLE', required: false, timeoutSeconds: 600 };

const resultsOf = (world: FlowWorld) =>
  Object.fromEntries(
    (record(world).checks ?? []).map(({ name, state, because = '' }) => [name, `${state} ${because}`]),
  );

async function holding(checks: CheckTerms[], servers = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  world.aws.functions.set('judge', () => ({ passed: true, message: 'orders work' }));
  await request(world, { checks, terms: { holdSeconds: 3600 } });
  await untilPhase(world, 'HOLDING');
  return world;
}

describe('a drill with checks of every kind', () => {
  test('passes when the application answers, the command succeeds and the function agrees', async () => {
    // given
    const world = await holding([PORT, PAGE, SCRIPT, JUDGE, SCREEN], 2);
    // when
    await passTime(world, 300);
    // then
    expect(resultsOf(world)).toMatchObject({
      port: 'PASSED passed on 2 of 2 servers',
      page: 'PASSED passed on 2 of 2 servers',
      script: 'PASSED passed on 2 of 2 servers',
      judge: 'PASSED orders work',
    });
    expect(record(world).checks?.find(({ name }) => name === 'screen')?.counts).toEqual({ NOT_RUN: 2 });
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('fails when the application does not work although the machine has booted', async () => {
    const world = openWorld();
    const [server = ''] = world.servers;
    world.aws.setApplication(SITE, server, { healthy: false });
    await request(world, { checks: [PAGE, SCRIPT], terms: { holdSeconds: 3600 } });
    await untilPhase(world, 'HOLDING');
    await passTime(world, 300);
    expect(resultsOf(world)['page']).toMatch(/^FAILED 1 of 1 server; .*otherwise at port 80/);
    expect(resultsOf(world)['script']).toMatch(/^FAILED .*the command ended Failed: .*exit status 1/);
    const ended = await untilPhase(world, 'ENDED');
    expect([ended.outcome, ended.cleanup]).toEqual(['FAILED', 'CLEAN']);
  });

  test('needs somebody when the function leaves the verdict to them', async () => {
    const world = openWorld();
    world.aws.functions.set('judge', () => ({ later: true }));
    await request(world, { checks: [JUDGE], terms: { holdSeconds: 3600 } });
    await untilPhase(world, 'HOLDING');
    await passTime(world, 60);
    expect(resultsOf(world)['judge']).toBe('RUNNING ');
    await publish(world, { type: 'VerdictGiven', by: 'Ada', check: 'judge', passed: true, message: 'looks well' });
    expect(resultsOf(world)['judge']).toBe('PASSED looks well');
  });

  test('does not believe a function that answers nonsense', async () => {
    const world = openWorld();
    world.aws.functions.set('judge', () => ({ passed: 'yes' }));
    await request(world, { checks: [JUDGE], terms: { holdSeconds: 3600 } });
    await untilPhase(world, 'HOLDING');
    await passTime(world, 60);
    expect(resultsOf(world)['judge']).toMatch(/^FAILED the function answered neither/);
  });
});

describe('what an application, a command or a function says', () => {
  const HALF = `${'x'.repeat(999)}\u{1F600}`;

  test('is a message on one line, which every terminal and the table can take', async () => {
    const world = openWorld();
    world.aws.functions.set('judge', () => ({ passed: false, message: 'down\u001b[2J\r\nnow\u202e\ud83d' }));
    await request(world, { checks: [JUDGE], terms: { holdSeconds: 3600 } });
    await untilPhase(world, 'HOLDING');
    await passTime(world, 60);
    expect(resultsOf(world)['judge']).toBe('FAILED down [2J now ');
  });

  test('is cut between characters', async () => {
    const world = await holding([]);
    world.aws.functions.set('judge', () => ({ passed: true, message: HALF }));
    const effect = { kind: 'CallFunction', check: 'judge', terms: JUDGE, servers: [] };
    const answer = await carryOutCheck(
      world.ports,
      DRILL_ID,
      SITE,
      effect as Extract<Effect, { kind: 'CallFunction' }>,
    );
    expect(JSON.stringify(answer)).not.toMatch(/\\ud/);
  });

  test('stays in the evidence bucket when a command succeeds, for it may hold secrets', async () => {
    const world = await holding([SCRIPT]);
    const { commands } = world.ports;
    const seen = commands.invocations.bind(commands);
    commands.invocations = async (site, id) => (await seen(site, id)).map((one) => ({ ...one, output: 'pw=1\n' }));
    await passTime(world, 300);
    const said = factsOf(world).map((fact) => JSON.stringify(fact));
    expect(resultsOf(world)['script']).toMatch(/^PASSED/);
    expect(said.filter((fact) => fact.includes('pw=1'))).toEqual([]);
  });
});

describe('a check that cannot fail', () => {
  test('is NOT_RUN: its control passed, too', async () => {
    const world = await holding([{ ...PORT, control: { port: 80 } }]);
    await passTime(world, 60);
    expect(resultsOf(world)['port']).toMatch(/^NOT_RUN 1 of 1 server; .*it cannot fail: its control passed, too/);
  });

  test('is proved by a control that does not pass', async () => {
    const world = await holding([{ ...PORT, control: { port: 9999 } }]);
    await passTime(world, 60);
    expect(resultsOf(world)['port']).toMatch(/^PASSED/);
  });
});

describe('a call of the probe takes fewer targets than a group of servers has', () => {
  test('with a control each', async () => {
    const world = await holding([{ ...PORT, control: { port: 9999 } }], 50);
    await passTime(world, 60);
    expect(resultsOf(world)['port']).toBe('PASSED passed on 50 of 50 servers');
  });

  test('each beside the host that must be out of reach', async () => {
    const world = await holding([{ ...PORT, afterSeconds: 1000 }], 50);
    inPlace(world);
    const answer = await unreachableOn(world);
    expect(answer.map(({ state }) => state)).toEqual(Array(50).fill('PASSED'));
  });
});

test('nobody is connected to for a drill in another Region, where its addresses may be other machines', async () => {
  const world = await holding([{ ...PORT, afterSeconds: 1000 }]);
  const place = { ...PLACE, region: 'ap-south-1' };
  const run = () => Promise.reject(new Error('the probe was called'));
  world.ports.probe = { place: () => place, run };
  const servers = instancesOf(world).map(({ jobId: _jobId, ...server }) => server);
  for (const terms of [PORT, PAGE, ALONE]) {
    const effect = { kind: 'RunCheck', check: terms.name, terms, servers } as Extract<Effect, { kind: 'RunCheck' }>;
    expect(await carryOutCheck(world.ports, DRILL_ID, SITE, effect)).toMatchObject({
      servers: [{ state: 'NOT_RUN', because: expect.stringContaining('use an SSM check in eu-central-1') }],
    });
  }
});

test('a control that had no time proves nothing', async () => {
  const world = await holding([]);
  const { probe } = world.ports;
  world.ports.probe = {
    ...probe,
    run: async (request) => {
      const { results } = await probe.run(request);
      return { results: results.map((one) => (one.id.endsWith('/control') ? { ...one, result: 'LATE' } : one)) };
    },
  };
  const servers = instancesOf(world).map(({ jobId: _jobId, ...server }) => server);
  const terms = { ...PORT, control: { port: 9999 } };
  const effect = { kind: 'RunCheck', check: 'port', terms, servers } as Extract<Effect, { kind: 'RunCheck' }>;
  expect(await carryOutCheck(world.ports, DRILL_ID, SITE, effect)).toMatchObject({ servers: [{ state: 'TIMED_OUT' }] });
});

describe('isolation', () => {
  test('is proved from where the instances are, with a control in the same run', async () => {
    const world = await holding([ALONE]);
    inPlace(world);
    expect(await unreachable(world)).toMatchObject({
      state: 'PASSED',
      because: `db.corp port 5432 is not reachable from subnet ${PLACE.subnetIds} with groups ${PLACE.securityGroupIds}`,
    });
  });

  test('is not proved while the instance is out of reach, too', async () => {
    const world = await holding([ALONE]);
    inPlace(world);
    expect(await unreachable(world, { ...ALONE, control: { port: 9999 } } as typeof ALONE)).toMatchObject({
      state: 'NOT_RUN',
      because: expect.stringContaining('the control was not reached either'),
    });
  });

  test('is not proved from another subnet', async () => {
    const world = await holding([ALONE]);
    expect(await unreachable(world)).toMatchObject({
      state: 'NOT_RUN',
      because: expect.stringMatching(/the probe is in subnet .*, the instance in subnet .*; use an SSM check there/),
    });
  });
});

describe('a command reaches only instances with all proofs', () => {
  test('not one that DRS does not list as a drill instance', async () => {
    const world = await holding([]);
    const { drs } = world.ports;
    const listed = drs.recoveryInstances.bind(drs);
    drs.recoveryInstances = async (site, by) => (await listed(site, by)).map((one) => ({ ...one, isDrill: false }));
    expect(await send(world)).toMatchObject({
      commandId: null,
      notSent: [{ state: 'NOT_RUN', because: expect.stringContaining('DRS does not list it as a drill instance') }],
    });
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('none while a real recovery goes on in the site', async () => {
    const world = await holding([], 2);
    const sourceServers = [{ sourceServerID: world.aws.addServers(SITE, 1)[0] }];
    world.aws.call('drs', 'StartRecovery', { sourceServers, isDrill: false }, SITE);
    expect(await send(world)).toMatchObject({
      commandId: null,
      notSent: [{ because: 'no command is sent while a real recovery goes on in the site' }, {}],
    });
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('none when a real recovery begins while Systems Manager is asked for its agents', async () => {
    const world = await holding([], 2);
    const { commands } = world.ports;
    const managed = commands.managed.bind(commands);
    commands.managed = async (site, instanceIds) => {
      world.aws.startRealRecovery(SITE, world.aws.addServers(SITE, 1));
      return managed(site, instanceIds);
    };
    expect(await send(world)).toMatchObject({ commandId: null });
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('none while the lever is FROZEN', async () => {
    const world = await holding([]);
    const { record: lever } = await world.ports.levers.load(SITE);
    const frozen = { state: 'FROZEN', reason: 'look first', by: 'Ada', at: world.aws.now(), expiresAt: null } as const;
    world.ports.levers.load = async () => ({ record: { ...lever, lever: frozen }, version: 1 });
    await expect(send(world)).rejects.toMatchObject({ kind: 'LEVER' });
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('none on behalf of an older copy of the table, which may have sent it already', async () => {
    const world = await holding([]);
    world.ports.restore = { ...world.ports.restore, isTakenIn: async () => false };
    await expect(send(world)).rejects.toMatchObject({ kind: 'LEVER' });
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('a drill of another deployment gets none', async () => {
    const world = await holding([PORT]);
    const [other = ''] = world.aws.addServers(SITE, 1);
    startThirdPartyDrill(world, [other]);
    await passTime(world, 900);
    const theirs = Object.values(world.aws.state().sites)[0]?.instances ?? {};
    const instance = Object.values(theirs).find(
      ({ sourceServerId, purpose }) => sourceServerId === other && purpose !== 'CONVERSION',
    );
    const servers = [{ sourceServerId: other, instanceId: instance?.instanceId ?? '', jobId: instance?.jobId ?? '' }];
    const sent = await send(world, servers);
    expect(sent).toMatchObject({ commandId: null, notSent: [{ state: 'NOT_RUN' }] });
  });
});

test('a drill with checks beside ten that hang ends its hold on time', async () => {
  // given
  const hanging = Array.from({ length: 10 }, (_, n): CheckTerms => ({ ...JUDGE, name: `hangs-${n}`, required: false }));
  const world = openWorld(6);
  world.held.add('CallFunction');
  await request(world, { checks: [PORT, PAGE, SCRIPT, ...hanging], terms: { holdSeconds: 1800 } });
  const { holdUntil = 0 } = await untilPhase(world, 'HOLDING');
  // when
  await untilPhase(world, 'TERMINATING');
  // then
  // EventBridge Scheduler is accurate to a minute, and this test looks every ten seconds.
  expect(world.aws.now()).toBeLessThanOrEqual(holdUntil + 70 * SECOND);
  const { checks = [] } = record(world);
  expect(checks.slice(0, 3).map(({ counts }) => counts)).toEqual([{ PASSED: 6 }, { PASSED: 6 }, { PASSED: 6 }]);
  expect(new Set(checks.slice(3).map(({ state }) => state))).toEqual(new Set(['TIMED_OUT']));
  expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
});

test('a drill whose twenty checks each ask a few servers of every group begins and ends its hold on time', async () => {
  // given
  const world = openWorld(300);
  const checks = Array.from({ length: 20 }, (_, n): CheckTerms => {
    const sourceServerIds = world.servers.filter((_id, index) => index % 6 === n % 6);
    return { ...PORT, name: `port-${n}`, of: { sourceServerIds } };
  });
  await request(world, { checks, terms: { holdSeconds: 1800 } });
  // when
  await untilPhase(world, 'HOLDING');
  await passTime(world, 300);
  // then
  expect(record(world).checks?.map(({ counts }) => counts)).toEqual(checks.map(() => ({ PASSED: 50 })));
});

test('the consoles of the others are captured when one instance has just gone', async () => {
  // given
  const world = await holding([{ ...SCREEN, afterSeconds: 1000 }], 2);
  const { consoles } = world.ports;
  const servers = instancesOf(world).map(({ jobId: _jobId, ...server }) => server);
  const [lost] = servers;
  world.ports.consoles = {
    ...consoles,
    screenshot: async (site, instanceId) => {
      if (instanceId !== lost?.instanceId) return consoles.screenshot(site, instanceId);
      throw new CallFailed('NOT_FOUND', `The instance ID '${instanceId}' does not exist`);
    },
  };
  // when
  const effect = { kind: 'RunCheck', check: 'screen', terms: SCREEN, servers } as Extract<Effect, { kind: 'RunCheck' }>;
  const answer = await carryOutCheck(world.ports, DRILL_ID, SITE, effect);
  // then
  expect(answer).toMatchObject({
    servers: [
      { state: 'NOT_RUN', because: expect.stringContaining('does not exist') },
      { state: 'NOT_RUN', because: expect.stringContaining('captured') },
    ],
  });
});

test.each([
  [50, 'PASSED', /held and proved gone/],
  [51, 'REJECTED', /The checks ask 1020 times about a server; at most 1000 are allowed/],
])(
  'a drill whose twenty checks each ask %s servers that only the inspection shows is %s',
  async (web, outcome, why) => {
    // given
    const world = openWorld(Array.from({ length: 60 }, (_, n) => ({ tags: { Tier: n < web ? 'web' : 'db' } })));
    const of = { tags: { Tier: ['web'] } };
    const checks = Array.from({ length: 20 }, (_, n): CheckTerms => ({ ...PORT, name: `port-${n}`, of }));
    // when
    await request(world, { checks, terms: { holdSeconds: 900 } });
    // then
    expect(await untilPhase(world, 'ENDED')).toMatchObject({ outcome, why: expect.stringMatching(why) });
  },
);

/** The instances of these worlds are where the probe is. */
function inPlace(world: FlowWorld): void {
  const { ec2 } = world.ports;
  const found = ec2.instances.bind(ec2);
  const place = { subnetId: PLACE.subnetIds[0] ?? null, securityGroupIds: PLACE.securityGroupIds };
  ec2.instances = async (site, by) => (await found(site, by)).map((one) => ({ ...one, ...place }));
}

async function unreachable(world: FlowWorld, terms = ALONE) {
  return (await unreachableOn(world, terms))[0];
}

async function unreachableOn(world: FlowWorld, terms = ALONE) {
  const servers = instancesOf(world).map(({ jobId: _jobId, ...server }) => server);
  const effect = { kind: 'RunCheck', check: 'alone', terms, servers } as Extract<Effect, { kind: 'RunCheck' }>;
  const answer = await carryOutCheck(world.ports, DRILL_ID, SITE, effect);
  return answer.type === 'ServersChecked' ? answer.servers : [];
}

function send(world: FlowWorld, servers = instancesOf(world)) {
  const effect = { kind: 'SendCommand', check: 'script', terms: SCRIPT, servers, waitsForAgents: false };
  return carryOutCheck(world.ports, DRILL_ID, SITE, effect as Extract<Effect, { kind: 'SendCommand' }>);
}

function instancesOf(world: FlowWorld) {
  const { servers, launches } = record(world);
  return Object.entries(servers).map(([sourceServerId, { instanceId = '', launch = -1 }]) => ({
    ...{ sourceServerId, instanceId },
    jobId: launches[launch]?.jobId ?? '',
  }));
}
