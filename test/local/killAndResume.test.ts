import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the local world is killed and restarted', () => {
  test.each(['LAUNCHING', 'HOLDING', 'TERMINATING'])('a drill killed while %s ends clean', async (phase) => {
    const flags = ['--once', '--json', '--servers', '2', '--fail', '0', '--speed', '240', '--data', folder];
    const first = startWorld(flags);
    const [, drillId] = await first.said(new RegExp(`(d-\\w{24})  ${phase}`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    first.child.kill('SIGKILL');
    await first.ended();

    const second = startWorld(flags);
    const code = await second.ended();

    expect(second.stderr()).toContain(`${drillId}  ENDED, PASSED, cleanup CLEAN`);
    const [reported] = JSON.parse(second.stdout()).drills;
    expect(reported).toMatchObject({ drill: { drillId, phase: 'ENDED', cleanup: 'CLEAN' }, instancesLeft: 0 });
    expect(reported.drsCalls.StartRecovery).toBe(2);
    expect(code).toBe(0);
  });
});
