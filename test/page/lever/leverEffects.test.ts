import { describe, expect, test } from 'vitest';
import type { DrillSummary, Lever } from '../../../src/page/api/client.ts';
import { instancesUp, leverEffects } from '../../../src/page/lever/leverEffects.ts';

const holding = drill({ phase: 'HOLDING', launched: 3, gone: 1 });
const requested = drill({ phase: 'REQUESTED', launched: 0, gone: 0 });
const elsewhere = drill({ phase: 'HOLDING', launched: 9, gone: 0, region: 'us-east-1' });

describe('what a move of the lever does', () => {
  test('FROZEN names the instances that would stay up and cost money, in this Region only', () => {
    const said = leverEffects({ state: 'FROZEN', region: 'eu-west-1', levers: [], drills: [holding, elsewhere] });
    expect(said.join(' ')).toContain('2 instances of 1 open drill may be up there now, and would stay up.');
    expect(said.join(' ')).toContain('cost money');
  });

  test('NO_LAUNCHES names the drills that would be REJECTED', () => {
    const said = leverEffects({ state: 'NO_LAUNCHES', region: null, levers: [], drills: [holding, requested] });
    expect(said.join(' ')).toContain('1 drill without a launch would be REJECTED.');
  });

  test('OPEN for a Region says that nothing is launched while the lever of all Regions is closed', () => {
    const said = leverEffects({ state: 'OPEN', region: 'eu-west-1', levers: [closed(null)], drills: [] });
    expect(said.at(-1)).toBe('The lever of all Regions stays FROZEN, so nothing is launched there.');
  });

  test('OPEN for all Regions names the Regions that stay closed', () => {
    const said = leverEffects({ state: 'OPEN', region: null, levers: [closed('eu-west-1')], drills: [] });
    expect(said.at(-1)).toBe('The lever of eu-west-1 stays FROZEN, so nothing is launched there.');
  });

  test('drills that could not be read are not called none', () => {
    const said = leverEffects({ state: 'FROZEN', region: null, levers: [], drills: undefined });
    expect(said.join(' ')).toContain('could not be read');
    expect(said.join(' ')).not.toContain('No drill is open');
  });
});

test('what is proved gone is not up', () => {
  expect(instancesUp([holding, requested])).toBe(2);
});

interface Given {
  phase: DrillSummary['phase'];
  launched: number;
  gone: number;
  region?: string;
}

function drill({ phase, launched, gone, region = 'eu-west-1' }: Given): DrillSummary {
  const servers = { total: 9, launched, failed: 0, verified: 0, gone };
  return { drillId: `d-${phase}`, site: { accountId: '123456789012', region }, phase, servers } as DrillSummary;
}

function closed(region: string | null): Lever {
  return { region, state: 'FROZEN', inForce: true } as Lever;
}
