import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun, cliStarted, type Running, type Said, terminalStarted } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';
import { closedPort } from './stubApi.ts';

let world: CallersWorld;
let env: Record<string, string>;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(8, 1), buildCli()]);
  env = { DRS_DRILL_API: world.api };
}, 120_000);
afterAll(() => world.stop());

const run = (...args: string[]) => cliRun(args, { env });
const json = ({ stdout }: Said) => JSON.parse(stdout);
const server = (index: number) => world.sound[index] ?? '';

/** Starts a drill with a long hold and waits until it is holding. */
async function heldDrill(index: number): Promise<string> {
  const { drillId } = json(await run('start', '--server', server(index), '--hold', '20h', '--reason', 'held'));
  await until(async () => json(await run('get', drillId)).phase === 'HOLDING');
  return drillId;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const lateMs = performance.now() + 40_000;
  while (!(await isSo())) {
    if (performance.now() > lateMs) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const shows = (running: Running, text: RegExp) => until(() => text.test(running.stdout()));

describe('start --wait exits with the outcome of the drill', () => {
  test('0 when it has passed: the drill on stdout, one line per change on stderr', async () => {
    const ended = await run('start', '--server', server(0), '--hold', '5m', '--reason', 'pass', '--wait');
    expect(ended.status, ended.stderr).toBe(0);
    expect(json(ended)).toMatchObject({
      outcome: 'PASSED',
      cleanup: 'CLEAN',
      terms: { reason: 'pass', holdSeconds: 300 },
    });
    expect(ended.stderr).toMatch(/^\d\d:\d\d:\d\d {2}d-\w+ {2}VALIDATING/);
    expect(ended.stderr).toMatch(/ENDED, PASSED, cleanup CLEAN/);
  });

  test('4 when a server has failed', async () => {
    const ended = await run('start', '--server', world.failing, '--hold', '0', '--reason', 'fail', '--wait');
    expect(ended.status, ended.stderr).toBe(4);
    expect(json(ended)).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
  });

  test('4 when an objective was missed', async () => {
    const flags = ['--hold', '0', '--reason', 'slow', '--objective-recovery-time', '1s', '--wait'];
    const ended = await run('start', '--server', server(1), ...flags);
    expect(ended.status, ended.stderr).toBe(4);
    expect(json(ended).outcome).toBe('OBJECTIVE_MISSED');
  });

  test('3 when a request from stdin was rejected', async () => {
    const body = { waves: [{ sourceServerIds: ['s-00000000000000000'] }], holdSeconds: 1, reason: 'file' };
    const ended = await cliRun(['start', '--file', '-', '--reason', 'option', '--wait'], {
      env,
      input: JSON.stringify(body),
    });
    expect(ended.status, ended.stderr).toBe(3);
    expect(json(ended)).toMatchObject({ outcome: 'REJECTED', terms: { reason: 'option', holdSeconds: 1 } });
  });

  test('5 when the timeout expires, and the drill continues', async () => {
    const flags = ['--hold', '24h', '--reason', 'long', '--wait', '--timeout', '1s'];
    const ended = await run('start', '--server', server(2), ...flags);
    expect(ended.status).toBe(5);
    const { drillId } = json(ended);
    expect(ended.stderr).toContain(`drs-drill wait ${drillId}`);
    // The drill advances so fast here that a read state is outdated at once.
    expect((await run('cancel', drillId, '--reason', 'enough', '--yes', '--force')).status).toBe(0);
    expect((await run('wait', drillId)).status).toBe(7);
  });
});

describe('a drill that is held', () => {
  test('can be watched until Ctrl-C, which leaves it running, extended, and ended', async () => {
    const drillId = await heldDrill(3);
    const watching = cliStarted(['watch', drillId], { env });
    await until(() => /HOLDING/.test(watching.stderr()));
    watching.child.kill('SIGINT');
    const interrupted = await watching.ended;
    expect(interrupted).toMatchObject({ status: 130, stdout: '' });
    expect(interrupted.stderr).toContain(`drs-drill watch ${drillId}`);
    expect(interrupted.stderr).toMatch(/ {2}s-[0-9a-f]{17} {2}\S+ {2}up\n/);
    const before = json(await run('get', drillId)).hold.until;

    expect((await run('hold', drillId)).status).toBe(2);
    const extended = await run('hold', drillId, '--by', '1h');
    expect(extended.status, extended.stderr).toBe(0);
    const later = new Date(Date.parse(before) + 3_600_000).toISOString();
    await until(async () => json(await run('get', drillId)).hold.until === later);

    const ended = await run('end', drillId, '--yes', '--output', 'yaml');
    expect(ended.status, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/^drillId: d-/);
    expect((await run('wait', drillId)).status).toBe(0);
  });

  test('is cancelled only after confirmation, by option or on a terminal', async () => {
    const drillId = await heldDrill(4);
    const unrequested = await run('cancel', drillId, '--reason', 'no');
    expect(unrequested.status).toBe(2);
    expect(unrequested.stderr).toContain('--yes');

    const requested = terminalStarted(['cancel', drillId, '--reason', 'no'], env);
    await shows(requested, /everything launched is terminated\. Continue\? \[y\/N\]/);
    requested.child.stdin.write('n\n');
    expect(await requested.ended).toMatchObject({ status: 1, stdout: expect.stringContaining('nothing was done') });
    expect(json(await run('get', drillId)).outcome).toBe(null);

    const agreed = terminalStarted(['cancel', drillId, '--reason', 'yes'], env);
    await shows(agreed, /Continue\?/);
    agreed.child.stdin.write('y\n');
    expect((await agreed.ended).status).toBe(0);
    expect((await run('wait', drillId)).status).toBe(7);
  });

  test('is not ended when Ctrl-C answers the confirmation', async () => {
    const drillId = await heldDrill(5);
    const requested = terminalStarted(['end', drillId], env);
    await shows(requested, /Continue\?/);
    requested.child.stdin.write('\x03');
    expect((await requested.ended).status).toBe(130);
    expect(json(await run('get', drillId)).phase).toBe('HOLDING');
    const refused = await run('acknowledge', drillId, '--reason', 'nothing leaked', '--yes');
    expect(refused.status).toBe(3);
    await run('end', drillId, '--yes');
  });
});

describe('on a terminal', () => {
  test('wait and watch show progress bars, and at the end the drill as a coloured table', async () => {
    const args = ['start', '--server', server(0), '--hold', '20m', '--reason', 'seen', '--wait'];
    const ended = await terminalStarted(args, env).ended;
    expect(ended.status, ended.stdout).toBe(0);
    expect(ended.stdout).toMatch(/launched\s+[█░]{30} \d\/1/);
    expect(ended.stdout).toContain("the hold's end at ");
    expect(ended.stdout).toContain('\x1b[32mPASSED\x1b[39m');
    expect(ended.stdout).toMatch(/WAVE +HOST +SERVER +STAGE +RECOVERY/);
  });

  test('Ctrl-C ends watch with 130', async () => {
    const { drillId } = json(await run('start', '--server', server(1), '--hold', '24h', '--reason', 'watched'));
    const watching = terminalStarted(['watch', drillId], env);
    await shows(watching, /HOLDING/);
    watching.child.stdin.write('\x03');
    expect((await watching.ended).status).toBe(130);
    await run('cancel', drillId, '--reason', 'seen', '--yes');
  });

  test('results are a table, unless another format is requested or saved', async () => {
    const table = await terminalStarted(['list'], env).ended;
    expect(table.stdout).toMatch(/^DRILL +REQUESTED +WORLD +KIND +PHASE +OUTCOME/m);
    const asJson = await terminalStarted(['list', '--output', 'json'], env).ended;
    expect(JSON.parse(asJson.stdout)).toHaveProperty('drills');
  });

  test('NO_COLOR is respected, and a pipe gets JSON without colours', async () => {
    const plain = await terminalStarted(['list'], { ...env, NO_COLOR: '1' }).ended;
    expect(plain.stdout).toContain('PASSED');
    expect(plain.stdout).not.toContain('\x1b[3');
    const piped = await run('list', '--output', 'table');
    expect(piped.stdout).not.toContain('\x1b[');
    expect(json(await run('list'))).toHaveProperty('cursor');
  });
});

describe('reading', () => {
  test('list pages up to the limit, in every format', async () => {
    const two = json(await run('list', '--limit', '2'));
    expect(two.drills).toHaveLength(2);
    const all = json(await run('list', '--all'));
    expect(all).toMatchObject({ cursor: null });
    expect(json(await run('list', '--limit', '1', '--cursor', two.cursor)).drills[0]).toEqual(all.drills[2]);
    const lines = (await run('list', '--all', '--output', 'jsonl')).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(all.drills);
    const [head, ...rows] = (await run('list', '--all', '--output', 'csv')).stdout.trim().split('\n');
    expect(head).toMatch(/^drillId,phase,outcome,cleanup,why,site\.accountId,site\.region,/);
    expect(rows).toHaveLength(all.drills.length);
    expect((await run('list', '--output', 'yaml')).stdout).toMatch(/^drills:\n {2}- drillId: d-/);
  });

  test('a query selects, and a single value is printed bare as CSV', async () => {
    const { drillId, outcome } = json(await run('list')).drills[0];
    expect((await run('list', '--query', 'drills[0].drillId', '--output', 'csv')).stdout).toBe(`${drillId}\n`);
    expect(json(await run('get', drillId, '--query', '{a: outcome}'))).toEqual({ a: outcome });
    const wrong = await run('get', drillId, '--query', 'drills[');
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
  });

  test('the journal is read from an entry number on', async () => {
    const { drillId } = json(await run('list', '--query', 'drills[-1]'));
    const whole = json(await run('journal', drillId));
    expect(whole.entries[0]).toMatchObject({ seq: 1, cause: 'Requested' });
    expect(whole.nextSeq).toBe(null);
    const part = json(await run('journal', drillId, '--from-seq', '3', '--limit', '2'));
    expect(part.entries).toEqual(whole.entries.slice(2, 4));
    expect((await run('journal', drillId, '--output', 'table')).stdout).toMatch(/^SEQ +AT +CAUSE +FACTS/);
  });

  test('a missing resource is refused with 3 and a hint', async () => {
    const unknown = await run('get', 'd-000000000000000000000000');
    expect(unknown).toMatchObject({ status: 3, stdout: '' });
    expect(unknown.stderr).toMatch(/unknown-drill[\s\S]*fix: drs-drill drills\n$/);
    expect((await run('wait', 'd-000000000000000000000000')).status).toBe(3);
    expect((await run('leaks')).status).toBe(0);
  });

  test('an invalid request is reported by option', async () => {
    const refused = await run('start', '--server', 's-1', '--hold', '90d', '--reason', 'wrong');
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/--server, --wave \(\/waves\/0\/sourceServerIds\/0\): must be a source server id/);
    expect(refused.stderr).toMatch(/--hold \(\/holdSeconds\): must be at most 1 d\n/);
  });
});

describe('writing', () => {
  test('the same idempotency key returns the same drill', async () => {
    const flags = ['--server', server(6), '--hold', '0', '--reason', 'twice', '--idempotency-key', 'once-only'];
    const [first, second] = [json(await run('start', ...flags)), json(await run('start', ...flags))];
    expect(second.drillId).toBe(first.drillId);
    const other = await run('start', ...flags, '--recovery-plan', 'another');
    expect(other.status).toBe(3);
    expect(other.stderr).toContain('another --idempotency-key');
  });

  test('the lever is shown, and moved only after confirmation', async () => {
    expect(json(await run('lever')).levers[0]).toMatchObject({ region: null, state: 'OPEN' });
    expect((await run('lever', 'NO_LAUNCHES', '--reason', 'release')).status).toBe(2);
    expect((await run('lever', 'NO_LAUNCHES', '--yes')).status).toBe(2);
    const flags = ['--site', 'eu-west-1', '--reason', 'release', '--expires', '2h', '--yes'];
    const moved = await run('lever', 'no_launches', ...flags);
    expect(moved.status, moved.stderr).toBe(0);
    expect(moved.stderr).toContain('This moves the lever of eu-west-1 to NO_LAUNCHES');
    expect(json(moved)).toMatchObject({ region: 'eu-west-1', state: 'NO_LAUNCHES', inForce: true });
    expect((await run('lever', 'OPEN', '--site', 'eu-west-1', '--reason', 'done', '--yes')).status).toBe(0);
    expect((await run('lever', '--output', 'table')).stdout).toMatch(/^eu-west-1 +OPEN +- /m);
  });

  test('a hanging real recovery is released only after confirmation, and then shown with the lever', async () => {
    const flags = ['--job', 'drsjob-0123456789abcdef0', '--reason', 'case 4711'];
    expect((await run('lever', 'release', ...flags)).status).toBe(2);
    expect((await run('lever', 'release', '--reason', 'case 4711', '--yes')).status).toBe(2);
    const released = await run('lever', 'release', ...flags, '--yes');
    expect(released.status, released.stderr).toBe(0);
    expect(released.stderr).toContain('This releases the hanging real recovery drsjob-0123456789abcdef0');
    expect(json(released)).toMatchObject({ jobId: 'drsjob-0123456789abcdef0', reason: 'case 4711' });
    expect((await run('lever', '--output', 'table')).stdout).toMatch(/drsjob-0123456789abcdef0 .* case 4711/);
  });
});

describe('the history of drills', () => {
  test('can be read by server, by failure, and by coverage', async () => {
    const { servers } = json(await run('servers', '--all', '--site', 'eu-west-1'));
    expect(servers).toHaveLength(8);
    const failing = servers.find((one: { sourceServerId: string }) => one.sourceServerId === world.failing);
    expect(failing).toMatchObject({ drills: 1, lastPassed: null, finding: { kind: 'LAUNCH_FAILED' } });
    expect(json(await run('servers', server(0)))).toMatchObject({ sourceServerId: server(0) });
    const { trials } = json(await run('trials', server(0), '--from', '1d'));
    expect(trials.map((one: { passed: boolean }) => one.passed)).toContain(true);
    const { findings } = json(await run('findings'));
    expect(findings[0]).toMatchObject({ sourceServerId: world.failing, kind: 'LAUNCH_FAILED' });
    expect((await run('servers', 's-00000000000000000')).status).toBe(3);
    const coverage = json(await run('coverage', '--max-age', '30d'));
    expect(coverage.uncovered.map((one: { sourceServerId: string }) => one.sourceServerId)).toContain(world.failing);
    expect(coverage.servers).toBe(coverage.covered + coverage.uncovered.length);
    expect(coverage.region).toBe('eu-west-1');
    const mistyped = await run('coverage', '--site', 'eu-wst-1');
    expect(mistyped).toMatchObject({ status: 3, stdout: '' });
    expect(mistyped.stderr).toMatch(/--site: .*eu-west-1/);
  });

  test('has statistics by day, plan, server and site', async () => {
    const { statistics } = json(await run('stats', '--from', '2020-01-01'));
    const total = statistics.reduce((sum: number, one: { drills: { total: number } }) => sum + one.drills.total, 0);
    const site = json(await run('stats', '--by', 'site', '--key', 'eu-west-1')).statistics[0];
    expect(site.drills.total).toBe(total);
    expect(json(await run('stats', '--by', 'server', '--all')).statistics.length).toBeGreaterThanOrEqual(6);
    expect((await run('stats', '--by', 'plan')).status).toBe(0);
    expect(json(await run('regressions'))).toEqual({ regressions: [], cursor: null });
    expect((await run('stats', '--by', 'site', '--from', '2020-01-01')).stderr).toMatch(/--from: .*by=day/);
  });

  test('can be listed by one filter and a time range, but not by two filters', async () => {
    const failed = json(await run('list', '--outcome', 'FAILED', '--from', '1d'));
    expect(new Set(failed.drills.map((one: { outcome: string }) => one.outcome))).toEqual(new Set(['FAILED']));
    const refused = await run('list', '--outcome', 'FAILED', '--site', 'eu-west-1');
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/--site: must be the only filter\n[\s\S]*fix: keep one of these filters/);
  });

  test.each([['servers'], ['findings'], ['statistics'], ['regressions'], ['trials']])(
    '%s are exported',
    async (what) => {
      const operand = what === 'trials' ? [server(0)] : [];
      const lines = (await run('export', what, ...operand)).stdout.split('\n').filter(Boolean);
      const csv = (await run('export', what, ...operand, '--output', 'csv')).stdout.trim().split('\n');
      expect(csv).toHaveLength(lines.length + 1);
    },
  );
});

describe('export', () => {
  test('a file appears only when it is complete, and no temporary file is left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drs-drill-export-'));
    const file = join(folder, 'drills.csv');
    expect(await run('export', 'drills', '--output', 'csv', '--file', file)).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^drillId,/);
    expect(
      (
        await cliRun(['export', 'drills', '--file', file], {
          env: { DRS_DRILL_API: `http://127.0.0.1:${await closedPort()}` },
        })
      ).status,
    ).toBe(1);
    expect(readFileSync(file, 'utf8')).toMatch(/^drillId,/);
    expect(readdirSync(folder)).toEqual(['drills.csv']);
  });

  test('the journal of a drill is exported completely, and a format without rows is refused', async () => {
    const { drillId } = json(await run('list', '--query', 'drills[0]'));
    const entries = (await run('export', 'journal', drillId)).stdout.trim().split('\n');
    expect(entries.length).toBeGreaterThan(2);
    expect((await run('export', 'drills', '--query', 'x')).status).toBe(2);
    expect((await run('export', 'drills', '--output', 'yaml')).status).toBe(2);
  });
});
