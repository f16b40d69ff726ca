import { describe, expect, test } from 'vitest';
import { advance } from '../../src/flow/advance.ts';
import { Unavailable } from '../../src/flow/errors.ts';
import { DRILL_ID, openWorld, publish, request, runUntilQuiet } from './given.ts';

const cancel = (at: number) => ({ type: 'CancelRequested' as const, at, by: 'operator', reason: 'enough' });
const receipt = { receiptId: 'receipt', requestHash: 'hash' };

describe('a person’s request about a drill', () => {
  test('applies to the version that is saved upon, whatever is folded in with it', async () => {
    // given
    const world = openWorld();
    await request(world);
    await world.ports.inbox.put(DRILL_ID, 'wake/1', 'one', { type: 'Woken', at: world.aws.now() });
    // when
    const advanced = await advance(world.ports, DRILL_ID, cancel(world.aws.now()), { versions: new Set([1]) });
    // then
    expect(advanced).toMatchObject({ version: 2, drill: { cancelledBy: 'operator' } });
  });

  test('is retried after a conflict that left the version unchanged', async () => {
    // given
    const world = openWorld();
    await request(world);
    world.verdicts.push('CONFLICT');
    // when
    const advanced = await advance(world.ports, DRILL_ID, cancel(world.aws.now()), { versions: new Set([1]), receipt });
    // then
    expect(advanced).toMatchObject({ version: 2 });
  });

  test('is recognised when the reply to its save was lost', async () => {
    // given
    const world = openWorld();
    await request(world);
    world.verdicts.push('REPLY_LOST');
    const conditions = { versions: new Set([1]), receipt };
    await expect(advance(world.ports, DRILL_ID, cancel(world.aws.now()), conditions)).rejects.toBeInstanceOf(
      Unavailable,
    );
    await runUntilQuiet(world);
    const entries = world.table.entriesOf(DRILL_ID).length;
    // when
    const again = await advance(world.ports, DRILL_ID, cancel(world.aws.now()), conditions);
    // then
    expect(again).toMatchObject({ drill: { cancelledBy: 'operator' } });
    expect(world.table.entriesOf(DRILL_ID)).toHaveLength(entries);
  });

  test('that loses too many races is reported as retryable', async () => {
    // given
    const world = openWorld();
    await request(world);
    world.ports.drills.save = async () => ({ result: 'STALE' });
    // when
    const conditions = publish(world, { type: 'CancelRequested', by: 'operator', reason: 'enough' });
    // then
    await expect(conditions).rejects.toThrow(
      new Unavailable(`drill ${DRILL_ID}, or its site, was changed by others at every attempt to save it`),
    );
  });
});
