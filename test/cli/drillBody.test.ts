import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { drillBody as schema } from '../../src/api/drillRequestBody.ts';
import { type DrillFlags, drillBody } from '../../src/cli/drillBody.ts';
import { makeProgram } from '../../src/cli/program.ts';

const [A, B, C] = ['s-1111111111111111a', 's-2222222222222222b', 's-3333333333333333c'];
const NOW = Date.parse('2026-11-22T12:00:00Z');
const LEAST = ['--server', `${A}`, '--hold', '30m', '--reason', 'x'];

/** The body that `start` builds from options, without sending it. */
async function bodyOf(...options: string[]): Promise<Record<string, unknown>> {
  const start = makeProgram().commands.find((one) => one.name() === 'start') ?? new Command();
  start.configureOutput({ writeErr: () => undefined });
  start.parseOptions(options);
  return drillBody(start.opts<DrillFlags>(), {
    interrupted: new AbortController().signal,
    note: () => undefined,
    now: async () => NOW,
  });
}

describe('the body of start', () => {
  test('has only what was given: defaults belong to the API', async () => {
    expect(await bodyOf(...LEAST)).toEqual({ waves: [{ sourceServerIds: [A] }], holdSeconds: 1800, reason: 'x' });
  });

  test('can have every member of the request, and the API accepts it', async () => {
    const body = await bodyOf(
      ...[
        '--wave',
        `${A},${B}`,
        '--wave',
        `${C}`,
        '--hold',
        '0',
        '--reason',
        'all',
        '--recovery-point',
        '2026-11-22T12:00:00Z',
      ],
      ...[
        '--lag-max',
        '10m',
        '--boot-max',
        '20m',
        '--launch-allowance',
        '1h',
        '--start-within',
        '2h',
        '--on-launch-failure',
        'TERMINATE',
      ],
      ...['--objective-recovery-time', '1h', '--objective-recovery-point', '5m', '--waive', `lag=${A}:slow: line`],
      ...[
        '--waive',
        'drill-network:known',
        '--recovery-plan',
        'p',
        '--change',
        'CHG-1',
        '--tag',
        'team=a=b',
        '--tag',
        'x=',
      ],
      ...['--account', '111122223333', '--site', 'eu-west-1', '--dry-run'],
      ...['--check', 'orders-work', '--check', 'login-works', '--end-when-checked'],
    );
    expect(body).toEqual({
      accountId: '111122223333',
      region: 'eu-west-1',
      waves: [{ sourceServerIds: [A, B] }, { sourceServerIds: [C] }],
      recoveryPoint: { type: 'AT_OR_BEFORE', at: '2026-11-22T12:00:00.000Z' },
      holdSeconds: 0,
      lagSecondsMax: 600,
      bootSecondsMax: 1200,
      launchAllowanceSeconds: 3600,
      startWithinSeconds: 7200,
      onLaunchFailure: 'TERMINATE',
      dryRun: true,
      objectives: { recoveryTimeSeconds: 3600, recoveryPointSeconds: 300 },
      waivers: [
        { check: 'lag', sourceServerId: A, reason: 'slow: line' },
        { check: 'drill-network', reason: 'known' },
      ],
      checks: [
        { name: 'orders-work', kind: 'VERDICT' },
        { name: 'login-works', kind: 'VERDICT' },
      ],
      endHold: 'WHEN_CHECKED',
      recoveryPlan: 'p',
      reason: 'all',
      changeReference: 'CHG-1',
      tags: { team: 'a=b', x: '' },
    });
    const requested = schema(86_400);
    // A drill needs no description; the file of a plan may have one.
    expect([...Object.keys(body), 'description'].sort()).toEqual(Object.keys(requested.shape).sort());
    expect(() => requested.parse(body)).not.toThrow();
  });

  test('of a plan names it, and has only what a start may replace', async () => {
    const body = await bodyOf(
      '--plan',
      'web-shop',
      '--plan-version',
      '2',
      '--reason',
      'x',
      '--hold',
      '5m',
      '--dry-run',
    );
    expect(body).toEqual({ plan: 'web-shop', planVersion: 2, reason: 'x', holdSeconds: 300, dryRun: true });
    expect(await bodyOf('--plan', 'web-shop')).toEqual({ plan: 'web-shop' });
  });

  test.each([
    ['--server', A],
    ['--lag-max', '10m'],
    ['--recovery-plan', 'another'],
    ['--site', 'eu-west-1'],
    ['--file', 'drill.yaml'],
  ])('of a plan is refused with %s, which the plan decides', async (...flags) => {
    await expect(bodyOf('--plan', 'web-shop', ...flags)).rejects.toThrow('the plan web-shop decides');
  });

  test('has a version only with a plan', async () => {
    await expect(bodyOf(...LEAST, '--plan-version', '1')).rejects.toThrow('--plan-version needs --plan');
  });

  test('accepts a recovery point as latest, by time, or by server', async () => {
    expect((await bodyOf(...LEAST, '--recovery-point', 'LATEST'))['recoveryPoint']).toEqual({ type: 'LATEST' });
    const chosen = ['--recovery-point', `${A}=pit-1`, '--recovery-point', `${B}=pit-2,${C}=pit-3`];
    const ids = { [`${A}`]: 'pit-1', [`${B}`]: 'pit-2', [`${C}`]: 'pit-3' };
    expect((await bodyOf(...LEAST, ...chosen))['recoveryPoint']).toEqual({ type: 'ID', ids });
    await expect(bodyOf(...LEAST, ...chosen, '--recovery-point', `${A}=pit-4`)).rejects.toThrow('two recovery points');
    await expect(bodyOf(...LEAST, ...chosen, '--recovery-point', 'latest')).rejects.toThrow(
      'It can be given only once',
    );
  });

  test('is refused when something is missing or when servers are given in two ways', async () => {
    await expect(bodyOf('--server', `${A}`)).rejects.toThrow('a drill needs --hold and --reason');
    await expect(bodyOf(...LEAST, '--wave', `${B}`)).rejects.toThrow('cannot be combined');
    await expect(bodyOf('--file', '/nonexistent/body.json')).rejects.toThrow(
      '/nonexistent/body.json cannot be read: ENOENT',
    );
  });
});

describe('servers by tag', () => {
  const rest = ['--hold', '30m', '--reason', 'x'];

  test('make the only wave: values of a key are alternatives, and a sample takes the stalest', async () => {
    // given
    const tags = ['--servers-by-tag', 'Tier=app', '--servers-by-tag', 'Tier=web', '--servers-by-tag', 'Site=a=b'];
    // when
    const body = await bodyOf(...tags, '--exclude', `${A},${B}`, '--exclude', `${C}`, '--sample', '5', ...rest);
    // then
    const servers = {
      tags: { Tier: ['app', 'web'], Site: ['a=b'] },
      exclude: [A, B, C],
      sample: { count: 5, by: 'STALEST' },
    };
    expect(body).toEqual({ waves: [{ servers }], holdSeconds: 1800, reason: 'x' });
    expect(schema(3600).safeParse(body).success).toBe(true);
    const { waves } = await bodyOf('--servers-by-tag', 'Tier=app', '--sample', '1', '--sample-by', 'RANDOM', ...rest);
    expect(waves).toEqual([{ servers: { tags: { Tier: ['app'] }, sample: { count: 1, by: 'RANDOM' } } }]);
  });

  test.each([
    [['--server', `${A}`, '--servers-by-tag', 'Tier=app'], 'cannot be combined with --server or --wave'],
    [['--server', `${A}`, '--exclude', `${B}`], '--exclude needs --servers-by-tag'],
    [['--server', `${A}`, '--sample', '2'], '--sample needs --servers-by-tag'],
    [['--servers-by-tag', 'Tier=app', '--sample-by', 'RANDOM'], '--sample-by needs --sample'],
  ])('are refused as %j: %s', async (options, message) => {
    await expect(bodyOf(...options, ...rest)).rejects.toThrow(message);
  });

  test('are not for a plan, which decides its servers', async () => {
    await expect(bodyOf('--plan', 'web-shop', '--servers-by-tag', 'Tier=app')).rejects.toThrow('decides waves');
  });
});
