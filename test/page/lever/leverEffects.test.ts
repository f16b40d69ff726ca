import { describe, expect, test } from 'vitest';
import type { DrillSummary, Lever } from '../../../src/page/api/client.ts';
import { instancesUp, leverEffects } from '../../../src/page/lever/leverEffects.ts';
import type { Move } from '../../../src/page/lever/move.ts';
import { drillWith, serverWith } from '../drill/handMade.ts';

const holding = drill({ phase: 'HOLDING', launched: 3, gone: 1 });
const requested = drill({ phase: 'REQUESTED', launched: 0, gone: 0 });
const elsewhere = drill({ phase: 'HOLDING', launched: 9, gone: 0, region: 'us-east-1' });

/** Ten minutes before the hold of the drill that is made by hand ends. */
const NOW_MS = Date.parse('2026-12-01T03:00:00.000Z');

describe('what a move of the lever does', () => {
  test('FROZEN names the instances that would stay up and cost money, in this Region only', () => {
    const said = effectsOf({ state: 'FROZEN', region: 'eu-west-1', levers: [], drills: [holding, elsewhere] });
    expect(said.join(' ')).toContain('2 instances of 1 open drill may be up there now, and would stay up.');
    expect(said.join(' ')).toContain('cost money');
  });

  test('NO_LAUNCHES names the drills that would be REJECTED', () => {
    const said = effectsOf({ state: 'NO_LAUNCHES', region: null, levers: [], drills: [holding, requested] });
    expect(said.join(' ')).toContain('1 drill without a launch would be REJECTED.');
  });

  test('a closed lever of all Regions lets nothing launch in any Region', () => {
    const said = (state: Move['state'], region: string | null) =>
      effectsOf({ state, region, levers: [], drills: [] }).join(' ');
    expect(said('NO_LAUNCHES', null)).toContain('No drill launches anything in any Region.');
    expect(said('FROZEN', null)).toContain('No drill launches or terminates anything in any Region,');
    expect(said('NO_LAUNCHES', 'eu-west-1')).toContain('No drill launches anything in eu-west-1.');
    expect(said('OPEN', null)).toContain('Drills may launch again in all Regions');
  });

  test('OPEN for a Region says that nothing is launched while the lever of all Regions is closed', () => {
    const said = effectsOf({ state: 'OPEN', region: 'eu-west-1', levers: [closed(null)], drills: [] });
    expect(said.at(-1)).toBe('The lever of all Regions stays FROZEN, so nothing is launched there.');
  });

  test('OPEN for all Regions names the Regions that stay closed', () => {
    const said = effectsOf({ state: 'OPEN', region: null, levers: [closed('eu-west-1')], drills: [] });
    expect(said.at(-1)).toBe('The lever of eu-west-1 stays FROZEN, so nothing is launched there.');
  });

  test('drills that could not be read are not called none', () => {
    const said = effectsOf({ state: 'FROZEN', region: null, levers: [], drills: undefined });
    expect(said.join(' ')).toContain('could not be read');
    expect(said.join(' ')).not.toContain('No drill is open');
  });
});

describe('what a move of the lever does to drills that are read in full', () => {
  test('a closed lever names the servers in running DRS jobs, which a real recovery does not get', () => {
    const launches = drillWith().launches.map((launch) => ({ ...launch, state: 'STARTED' as const }));
    const servers = [serverWith({ result: null, instanceId: null, verified: null })];
    const launching = drillWith({ phase: 'LAUNCHING', launches, servers });
    const said = effectsOf({ state: 'NO_LAUNCHES', details: [launching] });
    expect(said).toContain(
      '1 server is in a running DRS job: s-1. DRS refuses its real recovery until it ends, and it cannot be cancelled.',
    );
  });

  test('OPEN after FROZEN names the instances that are terminated at once, because their hold is over', () => {
    const over = drillWith({ phase: 'TERMINATING' });
    const said = effectsOf({ state: 'OPEN', levers: [closed(null)], details: [over] });
    expect(said).toContain('1 instance is terminated at once, because its hold is over: i-1.');
  });

  test('OPEN after FROZEN terminates nothing at once while the holds last', () => {
    const said = effectsOf({ state: 'OPEN', levers: [closed(null)], details: [drillWith()] });
    expect(said).toContain('No hold is over there, so nothing is terminated at once.');
  });

  test('OPEN terminates nothing where the other lever stays FROZEN, and nothing that was not kept up', () => {
    const over = drillWith({ phase: 'TERMINATING' });
    const levers = [closed(null), { region: 'eu-west-1', state: 'OPEN', inForce: false } as Lever];
    for (const said of [
      effectsOf({ state: 'OPEN', region: 'eu-west-1', levers, details: [over] }),
      effectsOf({ state: 'OPEN', levers: [], details: [over] }),
    ])
      expect(said.join(' ')).not.toContain('at once');
  });

  test('OPEN says that launches go on', () => {
    const launching = drill({ phase: 'LAUNCHING', launched: 0, gone: 0 });
    expect(effectsOf({ state: 'OPEN', drills: [launching] })).toContain('1 drill in LAUNCHING goes on launching.');
  });
});

test('while a drill launches, every server that has not failed may be up', () => {
  expect(instancesUp([drill({ phase: 'LAUNCHING', launched: 2, gone: 0 })])).toBe(9);
});

test('what is proved gone is not up', () => {
  expect(instancesUp([holding, requested])).toBe(2);
});

function effectsOf(move: Partial<Move> & Pick<Move, 'state'>): string[] {
  return leverEffects({ region: null, levers: [], drills: [], details: [], nowMs: NOW_MS, ...move });
}

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
