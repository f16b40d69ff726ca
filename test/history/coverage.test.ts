import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingOf, lineListed, lineUnlisted, lineWithTrial, type ServerLine } from '../../src/history/coverage.ts';
import type { Ended } from '../../src/history/statistic.ts';
import type { Trial } from '../../src/history/trials.ts';
import { aTrial, SITE, START, serverId } from '../builders.ts';

const HOUR = 3_600_000;
const server = { sourceServerId: serverId(1), site: SITE, hostname: 'web-1' };

function trial(hour: number, overrides: Partial<Ended<Trial>> = {}): Ended<Trial> {
  const drillId = `d-${hour}`;
  const times = { requestedAt: START + (hour - 1) * HOUR, endedAt: START + hour * HOUR };
  return { ...aTrial({ drillId }), ...times, outcome: 'PASSED', passed: false, ...overrides };
}

const passed = { passed: true, result: 'LAUNCHED', verified: 'STATUS_CHECKS', recoveryTimeSeconds: 600 } as const;
const failed = {
  outcome: 'FAILED',
  result: 'FAILED',
  error: 'no space left',
  failedAt: START,
  failedBy: 'DRS',
} as const;

function lineOf(...trials: Ended<Trial>[]): ServerLine {
  const line = trials.reduce<ServerLine | undefined>((before, one) => lineWithTrial(before, one, true), undefined);
  if (line === undefined) throw new Error('no trial was given');
  return line;
}

describe('a server’s line', () => {
  test('keeps its newest drill and its newest pass separately', () => {
    const line = lineOf(trial(1, passed), trial(2, passed), trial(3, failed));
    expect(line).toMatchObject({
      drills: 3,
      lastDrill: { drillId: 'd-3', passed: false, outcome: 'FAILED' },
      lastPassed: { drillId: 'd-2', recoveryTimeSeconds: 600 },
    });
  });

  test('does not depend on the order in which its drills arrive', () => {
    const [a, b, c] = [
      trial(1, failed),
      trial(2, { ...passed, hostname: 'web-2', inspectedAt: START + HOUR }),
      trial(3),
    ];
    expect(lineOf(c, a, b)).toEqual(lineOf(a, b, c));
    expect(lineOf(b, c, a)).toEqual(lineOf(a, b, c));
  });

  test('has a finding until a newer drill has found the server working', () => {
    expect(findingOf(lineOf(trial(1, failed)))).toMatchObject({
      drillId: 'd-1',
      kind: 'LAUNCH_FAILED',
      error: 'no space left',
    });
    expect(findingOf(lineOf(trial(2, passed), trial(1, failed)))).toBeNull();
    expect(findingOf(lineOf(trial(2, failed), trial(1, passed)))).toMatchObject({ drillId: 'd-2' });
  });

  test('has no finding as long as DRS does not list the server', () => {
    const line = lineOf(trial(1, failed));
    const removed = lineUnlisted(line, START + 2 * HOUR);
    expect(findingOf(removed)).toBeNull();
    expect(findingOf(lineListed(removed, server, START + 3 * HOUR))).toMatchObject({ drillId: 'd-1' });
  });

  test('keeps its finding through drills that say nothing about the server', () => {
    const rejected = trial(2, { outcome: 'REJECTED' });
    const cancelled = trial(3, { outcome: 'CANCELLED', result: 'LAUNCHED' });
    expect(findingOf(lineOf(trial(1, failed), rejected, cancelled))).toMatchObject({ drillId: 'd-1' });
    expect(findingOf(lineOf(rejected, cancelled))).toBeNull();
  });

  test('has no finding from a drill whose launch the lever, a safeguard or our own permissions prevented', () => {
    const prevented = trial(2, { ...failed, error: 'The lever is NO_LAUNCHES by local', failedBy: 'DRILL' });
    expect(findingOf(lineOf(trial(1, passed), prevented))).toBeNull();
    expect(findingOf(lineOf(trial(1, failed), prevented))).toMatchObject({ drillId: 'd-1' });
  });

  test('says when a launched server did not work', () => {
    const verificationFailed = {
      result: 'LAUNCHED',
      verified: 'RUNNING',
      verificationFailed: true,
      error: 'impaired',
      failedBy: 'VERIFICATION',
    } as const;
    expect(findingOf(lineOf(trial(1, verificationFailed)))).toMatchObject({
      kind: 'VERIFICATION_FAILED',
      error: 'impaired',
    });
  });
});

describe('a DRS listing', () => {
  test('adds a server that was never drilled', () => {
    const line = lineListed(undefined, server, START);
    expect(line).toMatchObject({ ...server, firstSeenAt: START, drills: 0, lastDrill: null, lastPassed: null });
  });

  test('leaves the line unchanged when nothing has changed', () => {
    const line = lineListed(undefined, server, START);
    expect(lineListed(line, server, START + HOUR)).toBe(line);
    expect(lineListed(line, { ...server, hostname: null }, START + HOUR)).toBe(line);
    const gone = lineUnlisted(line, START + HOUR);
    expect(lineUnlisted(gone, START + 2 * HOUR)).toBe(gone);
  });

  test('notices a new name, a server that is gone, and one that is back', () => {
    const line = lineListed(undefined, server, START);
    expect(lineListed(line, { ...server, hostname: 'web-2' }, START + HOUR)).toMatchObject({ hostname: 'web-2' });
    const gone = lineUnlisted(line, START + HOUR);
    expect(gone.removedAt).toBe(START + HOUR);
    expect(lineListed(gone, server, START + 2 * HOUR).removedAt).toBeNull();
  });

  test('and a drill may come in either order', () => {
    const listed = lineListed(undefined, server, START);
    expect(lineWithTrial(listed, trial(1, passed), true)).toEqual(lineListed(lineOf(trial(1, passed)), server, START));
  });
});

describe('drills and DRS listings', () => {
  const elsewhere = { site: { ...SITE, region: 'us-west-2' } };

  test('give the same line in whatever order they arrive', () => {
    const events = fc.array(fc.record({ hour: fc.nat(9), isListing: fc.boolean() }), { minLength: 2, maxLength: 8 });
    const report = (line: ServerLine | undefined, { hour, isListing }: { hour: number; isListing: boolean }) =>
      isListing
        ? lineListed(line, server, START + hour * HOUR)
        : lineWithTrial(line, trial(hour, { ...elsewhere, hostname: 'web-1', inspectedAt: START }), true);
    const lineAfter = (all: Parameters<typeof report>[1][]) => {
      const line = all.reduce<ServerLine | undefined>(report, undefined);
      return { ...line, hostnameAt: null };
    };
    const property = fc.property(events, fc.infiniteStream(fc.nat()), (inOrder, random) => {
      const others = inOrder
        .map((one) => ({ one, place: Number(random.next().value) }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one);
      expect(lineAfter(others)).toEqual(lineAfter(inOrder));
    });
    fc.assert(property);
  });

  test('a listing decides the server’s site, whatever a drill has recorded', () => {
    expect(lineListed(lineOf(trial(1, elsewhere)), server, START).site).toEqual(SITE);
    expect(lineWithTrial(lineListed(undefined, server, START), trial(1, elsewhere), true).site).toEqual(SITE);
  });
});
