import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../../src/page/api/client.ts';
import { scheduleBodyOf, scheduleForm, switchedBody } from '../../../src/page/schedules/scheduleForm.ts';

const NOW = Date.parse('2026-12-01T00:00:00.000Z');

const kept = {
  ...{ name: 'nightly', plan: 'web-shop', planVersion: 2, expression: 'rate(1 day)', timeZone: 'Europe/Berlin' },
  ...{ startAt: null, endAt: '2027-03-01T03:45:15.000Z', flexibleWindowMinutes: 30, enabled: true, dryRun: false },
  ...{ overrides: { reason: 'nightly proof' }, waiversUntil: null, generation: 7 },
} as unknown as Schedule;

describe('the form of a schedule', () => {
  test('changes nothing of a schedule that is saved as it was read, not even the seconds of its end', () => {
    const { body } = scheduleBodyOf(scheduleForm(kept, { nowMs: NOW }), kept);
    expect(body).toEqual(switchedBody(kept, true));
    expect(body?.endAt).toBe(kept.endAt);
  });

  test('a new one ends after 90 days unless its writer says otherwise', () => {
    const form = { ...scheduleForm(undefined, { nowMs: NOW, plan: 'web-shop', planVersion: 2 }), name: 'nightly' };
    expect(scheduleBodyOf(form, undefined).body).toMatchObject({ endAt: '2027-03-01T00:00:00.000Z', overrides: {} });
  });

  test('says everything that is missing or wrong at once', () => {
    const form = scheduleForm(undefined, { nowMs: NOW });
    const bad = { ...form, endAt: { day: '2027-02-30', time: '' }, windowMinutes: '2000', overrides: 'reason: [' };
    const { wrong } = scheduleBodyOf(bad, undefined);
    expect(wrong).toHaveLength(5);
    expect(wrong?.join(' ')).toContain('The end is not a valid time.');
    expect(wrong?.join(' ')).toContain('The overrides, line 1');
  });

  test('a start that was removed is left out', () => {
    const started = { ...kept, startAt: '2026-12-24T00:00:00.000Z' };
    const form = { ...scheduleForm(started, { nowMs: NOW }), startAt: { day: '', time: '' } };
    expect(scheduleBodyOf(form, started).body).not.toHaveProperty('startAt');
  });

  test('disabling keeps everything else', () => {
    expect(switchedBody(kept, false)).toEqual({ ...switchedBody(kept, true), enabled: false });
  });
});
