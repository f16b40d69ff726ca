import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import type { Judged } from '../../src/simulator/observe/expect/expectations.ts';
import { begin, observed, startWorld } from './observedDrill.ts';

describe('a drill in an account with different behaviour', () => {
  const faults = {
    ...noFaults,
    jobTaggedWithArn: 1,
    recoveryInstanceIdPresent: 1,
    terminateJobKeepsServers: 1,
    unknownValues: 1,
    unknownLogEvents: 1,
    oddDrillWords: 1,
    pointTakesSeconds: 3600,
    usesPreviousSnapshot: 1,
  };
  let local: LocalWorld;
  let judged: Judged[];
  let status: number;

  beforeAll(async () => {
    local = await startWorld({ faults });
    const drillId = await begin(local, [{ templateUntagged: true }, {}, {}]);
    const ended = await observed(local, drillId);
    ({ judged } = JSON.parse(ended.stdout) as { judged: Judged[] });
    status = ended.status;
  }, 170_000);
  afterAll(() => local?.stop());

  test.each([
    ['job-foreign-tags', /has the tags resourceArn/],
    ['job-names-no-instance', /names the recovery instances/],
    ['terminate-job-servers', /has ended and still names 3 servers as TERMINATED/],
    ['launch-status-words', /was SETTLING/],
    ['entry-states', /was WARMING_UP/],
    ['log-events', /the log of drsjob-\w+ has (NETWORK_PATH_PROBED|LICENSE_CHECK_END|QUANTUM_SYNC_START)/],
    ['launch-steps', /logged SNAPSHOT_START, SNAPSHOT_FAIL, USING_PREVIOUS_SNAPSHOT/],
    ['event-word', /said is-drill = (true|nothing)/],
    ['points-complete', /had no timestamp/],
    ['instance-template-tags', /carries no AWSElasticDisasterRecoveryManaged/],
    ['template-tags', /has tag specifications for none/],
  ])('%s is reported in words', (name, said) => {
    const found = judged.find((one) => one.name === name);
    expect(found?.verdict).toBe('DIFFERENT');
    expect(found?.differences.join('\n')).toMatch(said);
  });

  test('it exits with 1', () => expect(status).toBe(1));
});
