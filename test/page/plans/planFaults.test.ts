import type { Schema } from '@cfworker/json-schema';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../../src/api/planSchema.ts';
import { planChecker } from '../../../src/page/plans/planFaults.ts';
import { planTextOf } from '../../../src/page/plans/planText.ts';

const check = planChecker(planSchema(86_400) as Schema);

describe('the faults of a typed plan', () => {
  test('a good plan has none, in YAML and in JSON', () => {
    const body = { waves: [{ servers: { tags: { Tier: ['web'] } } }], holdSeconds: 600, reason: 'rehearsal' };
    expect(faultsOf(JSON.stringify(body))).toEqual([]);
    expect(faultsOf(GOOD)).toEqual([]);
  });

  test('each has its line and column, in the order of the text', () => {
    const text = GOOD.replace('holdSeconds: 600', 'holdSeconds: 90000').replace('[web]', 'web');
    expect(faultsOf(text)).toEqual([
      '3:21 waves[0].servers.tags.Tier must be a list',
      '4:14 holdSeconds must be at most 86400',
    ]);
  });

  test('a missing member is named at what lacks it', () => {
    expect(faultsOf('holdSeconds: 600\n')).toEqual(['1:1 the plan needs waves', '1:1 the plan needs reason']);
  });

  test('an unknown member is named once, where it is', () => {
    expect(faultsOf(`${GOOD}hold: 5\n`)).toEqual(['6:7 hold is not known here']);
  });

  test('an empty reason is called empty', () => {
    expect(faultsOf(GOOD.replace('rehearsal', '""'))).toEqual(['5:9 reason must not be empty']);
  });

  test('of a check, only faults of its own kind are of interest', () => {
    const text = `${GOOD}checks:\n  - { name: page, kind: HTTP, port: x, bad: 1 }\n`;
    expect(faultsOf(text)).toEqual(['7:37 checks[0].port must be a whole number', '7:45 bad is not known here']);
  });

  test('an unknown kind of check is answered with the known ones', () => {
    const [fault, ...others] = faultsOf(`${GOOD}checks:\n  - { name: page, kind: PING }\n`);
    expect(fault).toMatch(/^7:25 checks\[0\]\.kind must be one of .*HTTP.*TCP/);
    expect(others).toEqual([]);
  });

  test('a recovery point needs what its type needs', () => {
    expect(faultsOf(`${GOOD}recoveryPoint: { type: AT_OR_BEFORE }\n`)).toEqual(['6:16 recoveryPoint needs at']);
  });

  test('what is no YAML, no object, or hides something is said', () => {
    expect(faultsOf('waves: [')[0]).toMatch(/^1:9 This is not YAML/);
    expect(faultsOf('a: 1\na: 2\n')[0]).toMatch(/^2:1 This is not YAML: Map keys must be unique/);
    expect(faultsOf('- 1\n')).toEqual(['1:1 A plan is an object: members with values, as in `holdSeconds: 600`']);
    expect(faultsOf('')).toHaveLength(1);
  });
});

const GOOD = `waves:
  - servers:
      tags: { Tier: [web] }
holdSeconds: 600
reason: rehearsal
`;

function faultsOf(text: string): string[] {
  return check(planTextOf(text)).map(({ line, col, message }) => `${line}:${col} ${message}`);
}
