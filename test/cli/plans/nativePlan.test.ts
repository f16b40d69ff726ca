import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDrillRequest } from '../../../src/api/drillRequest.ts';
import { yamlOf } from '../../../src/cli/plans/importVerb.ts';
import { importedPlan } from '../../../src/cli/plans/nativePlan.ts';
import { serverId } from '../../builders.ts';

const SITE = { accountId: '111122223333', region: 'eu-west-1' };

/** A step as `aws drs list-recovery-plan-steps` prints it. */
function step(stepOrder: number, configuration: object) {
  const at = '2026-11-01T08:00:00Z';
  const recoveryPlanStepArn = `arn:aws:drs:eu-west-1:111122223333:recovery-plan-step/${stepOrder}`;
  return { recoveryPlanStepArn, stepOrder, stepName: `Step ${stepOrder}`, configuration, createdAt: at, updatedAt: at };
}

function servers(...given: (number | [number, string])[]) {
  const all = given.map((one) => (typeof one === 'number' ? { n: one } : { n: one[0], impactLevel: one[1] }));
  return {
    serverStepConfiguration: {
      servers: all.map(({ n, ...impact }) => ({ serverArn: arnOf(n, 'eu-west-1'), ...impact })),
    },
  };
}

function arnOf(n: number, region: string): string {
  return `arn:aws:drs:${region}:111122223333:source-server/${serverId(n)}`;
}

const wait = (waitDurationMinutes: number) => ({ waitStepConfiguration: { waitDurationMinutes } });
const imported = (...configurations: object[]) =>
  importedPlan({ recoveryPlanSteps: configurations.map((one, index) => step(index + 1, one)) });

describe('a recovery plan of DRS', () => {
  test('becomes a plan that the API takes, with its steps in their order', () => {
    // given
    const steps = [step(3, servers([3, 'OPTIONAL'])), step(1, servers([1, 'CRITICAL'], 2)), step(2, wait(5))];
    // when
    const body = parse(yamlOf(importedPlan({ recoveryPlanSteps: steps })));
    // then
    expect(body).toMatchObject({
      ...SITE,
      waves: [
        { sourceServerIds: [serverId(1), serverId(2)] },
        { sourceServerIds: [serverId(3)], waitSeconds: 300, optional: true },
      ],
    });
    expect(() => readDrillRequest(body, { sites: [SITE], holdSecondsMax: 86_400 })).not.toThrow();
  });

  test('has two waves for a step with servers of both impacts, and the wait before the first of them', () => {
    const { waves } = imported(servers(9), wait(2), servers([1, 'OPTIONAL'], 2));
    expect(waves.slice(1)).toMatchObject([
      { sourceServerIds: [serverId(2)], optional: false, waitSeconds: 120 },
      { sourceServerIds: [serverId(1)], optional: true, waitSeconds: 0 },
    ]);
  });

  test('adds up waits that follow one another, to the longest that is possible', () => {
    const { waves } = imported(servers(1), wait(100), wait(60), servers(2));
    expect(waves[1]).toMatchObject({ waitSeconds: 7200 });
    expect(waves[1]?.comments).toContain('The wait was 9600 s; at most 7200 s are possible.');
  });

  test.each([
    ['a wait after the last wave', [servers(1), wait(1)], 'The wait of 60 s after the last wave has no equal'],
    ['a wait before the first wave', [wait(1), servers(1)], 'A wait of 60 s before the first wave has no equal'],
    ['a step of a new kind', [servers(1), { scriptStepConfiguration: {} }], 'The step Step 2 is of a kind'],
    ['servers elsewhere', [servers(1), elsewhere()], 'Its servers are in several places'],
  ])('has %s as a comment', (_what, configurations, comment) => {
    expect(yamlOf(imported(...configurations))).toContain(`# ${comment}`);
  });

  test('says when the list was not complete', () => {
    const plan = importedPlan({ recoveryPlanSteps: [step(1, servers(1))], nextToken: 'more' });
    expect(plan.comments).toContain('The list of steps was not complete: it has a nextToken.');
  });

  test('cannot write YAML through the names of its steps', () => {
    const named = { ...step(1, servers(1)), stepName: 'a\nholdSeconds: 9' };
    expect(parse(yamlOf(importedPlan({ recoveryPlanSteps: [named] })))).toMatchObject({ holdSeconds: 3600 });
  });

  test('is no other document', () => {
    expect(() => importedPlan({ recoveryPlans: [] })).toThrow('it has no recoveryPlanSteps');
  });
});

function elsewhere() {
  return { serverStepConfiguration: { servers: [{ serverArn: arnOf(2, 'us-east-1') }] } };
}
