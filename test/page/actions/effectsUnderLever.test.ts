import { expect, test } from 'vitest';
import { cancelDone, cancelEffects, endDone, endEffects, verdictEffects } from '../../../src/page/actions/effects.ts';
import { checkWith, drillWith, serverWith } from '../drill/handMade.ts';

const FROZEN = { state: 'FROZEN' as const };
const NO_LAUNCHES = { state: 'NO_LAUNCHES' as const };
const two = drillWith({ servers: [serverWith(), serverWith({ sourceServerId: 's-2', instanceId: 'i-2' })] });

test('under FROZEN the end of a hold or a cancellation terminates nothing, and says what stays up', () => {
  for (const said of [endEffects(two, FROZEN), cancelEffects(two, FROZEN)].map((all) => all.join('\n'))) {
    expect(said).toContain('2 instances are up and stay up: i-1, i-2.');
    expect(said).toContain(
      'The lever is FROZEN: nothing is terminated until it is opened. The 2 instances stay up and cost money.',
    );
    expect(said).not.toContain('are terminated');
  }
});

test('under FROZEN no message says afterwards that anything is being terminated', () => {
  for (const said of [endDone(two, FROZEN), cancelDone(two, FROZEN)]) {
    expect(said).toContain('The lever is FROZEN: nothing is terminated until it is opened.');
    expect(said).not.toContain('being terminated');
    expect(said).not.toContain('cleans up now');
  }
});

test('under FROZEN what DRS is still launching stays up too', () => {
  const launches = drillWith().launches.map((launch) => ({ ...launch, state: 'STARTED' as const }));
  const servers = [serverWith({ result: null, instanceId: null, verified: null })];
  const said = cancelEffects(drillWith({ phase: 'LAUNCHING', launches, servers }), FROZEN).join('\n');
  expect(said).toContain('Their instances stay up too, and cost money.');
});

test('under NO_LAUNCHES instances are terminated, but no drill can follow', () => {
  const said = endEffects(two, NO_LAUNCHES).join('\n');
  expect(said).toContain('2 instances are up and are terminated now');
  expect(said).toContain('no new drill can start until it is opened');
  expect(endDone(two, NO_LAUNCHES)).toContain('are being terminated');
});

test('under FROZEN a verdict that ends the hold terminates nothing', () => {
  const terms = { ...drillWith().terms, endHold: 'WHEN_CHECKED' as const };
  const said = verdictEffects(drillWith({ terms, checks: [checkWith()] }), 'orders-work', true, FROZEN).join('\n');
  expect(said).toContain('the lever is FROZEN, so the instances stay up until it is opened');
});
