import { describe, expect, test } from 'vitest';
import { givenPorts, payloadOf, through } from '../given.ts';

/** A monitor that gives these answers one after the other, with the calls and the log. */
function given({ ringing = [], answers = [undefined] }: { ringing?: string[]; answers?: (string | undefined)[] }) {
  const pings: number[] = [];
  const ping = async () => answers[pings.push(1) - 1];
  const { logged } = givenPorts({ heartbeat: { ping }, alarms: { ringing: async () => ringing } });
  return { pings, logged };
}

describe('the heartbeat', () => {
  test.each([
    ['a drill has PASSED', 'heartbeat'],
    ['a day has passed', 'guardSweep'],
  ])('sends the external monitor a heartbeat when %s', async (_when, payload) => {
    const { pings, logged } = given({});
    await through('heartbeat', await payloadOf(payload));
    expect([pings.length, logged]).toEqual([1, []]);
  });

  test('sends none while an alarm is active, whatever has PASSED, and logs that', async () => {
    const { pings, logged } = given({ ringing: ['drs-drill-prod-leak'] });
    await through('heartbeat', await payloadOf('heartbeat'));
    expect([pings.length, logged]).toEqual([0, ['no heartbeat, because alarms are active']]);
  });

  test('retries at most three times when the monitor does not accept it, and then only logs it', async () => {
    const once = given({ answers: ['it answered 503', undefined] });
    await through('heartbeat', await payloadOf('heartbeat'));
    expect([once.pings.length, once.logged]).toEqual([2, []]);
    const never = given({ answers: Array(9).fill('it answered 503') });
    await through('heartbeat', await payloadOf('heartbeat'));
    expect([never.pings.length, never.logged]).toEqual([3, ['the monitor did not accept the heartbeat']]);
  });

  test('calls nothing when no monitor is named', async () => {
    const requested: string[] = [];
    const ringing = async () => requested.splice(0, 0, 'alarms');
    const { logged } = givenPorts({ heartbeat: null, alarms: { ringing } });
    await through('heartbeat', await payloadOf('heartbeat'));
    expect([requested, logged]).toEqual([[], []]);
  });
});
