import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { Fact } from '../../../src/drill/facts.ts';
import { clauses } from '../../../src/evidence/report/clauses.ts';
import { someTerms } from '../../builders.ts';
import { at, ending, inspecting, journalOf, launching, one, passing, reported, someContext } from './given.ts';

function limitsOf(...made: Parameters<typeof journalOf>): string[] {
  return reported(journalOf(...made)).limits;
}

describe('what a report does not show', () => {
  test('is failback, users, networks, load and more, for a drill that has passed', () => {
    const limits = limitsOf({}, ...passing()).join('\n');
    for (const word of ['Failback', 'user', 'network paths', 'load', 'clocks', 'other sites'])
      expect(limits).toContain(word);
  });

  test('is what the applications do, when no check looked', () => {
    expect(limitsOf({}, ...passing())).toContain(
      'No check looked at what the applications do: a server counts as working when both EC2 status checks pass.',
    );
    const check: CheckTerms = {
      kind: 'HTTP',
      name: 'web',
      required: true,
      port: 80,
      tls: false,
      path: '/',
      statuses: [200],
    };
    const limits = limitsOf({ checks: [check] }, ...launching());
    expect(limits.some((limit) => limit.startsWith('No check looked'))).toBe(false);
    expect(limits).toContain('Nothing shows that these checks can fail, because they have no control: web.');
  });

  test('is every recovery, when nothing was launched', () => {
    const refused: Fact = { type: 'ChecksFailed', failures: [{ check: 'lag', message: 'Late.' }] };
    const limits = limitsOf({}, inspecting(), [2, refused], ending('REJECTED', 'Late.'));
    expect(limits[0]).toBe('Nothing was launched, so it shows nothing about the recovery of any server.');
    expect(limits.join()).not.toContain('Failback');
  });

  test('is the recovery itself, for a dry run', () => {
    const terms = someTerms({ dryRun: true });
    expect(limitsOf({ terms }, inspecting(), ending('READY', 'Ready.'))[0]).toContain('not that a server recovers');
  });

  test('is AWS, for a simulated world, and anything settled, for a drill that runs', () => {
    expect(limitsOf({}, ...launching(), [20, { type: 'WorldSeen', world: 'SIMULATED' }]).slice(0, 2)).toEqual([
      'The drill has not ended: everything here may still change.',
      'A simulation answered instead of AWS, so it shows nothing about AWS.',
    ]);
  });

  test('is lost data, where DRS took the recovery point after the request', () => {
    const limit = 'DRS took the recovery points of 1 server after the request';
    expect(limitsOf({}, ...passing()).some((one) => one.startsWith(limit))).toBe(true);
    const point: Fact = { type: 'PointUsed', sourceServerId: one, point: { kind: 'CHOSEN', at: at(-60) } };
    expect(limitsOf({}, ...launching(), [16, point]).some((one) => one.startsWith(limit))).toBe(false);
  });

  test.each([
    [null, 'No hash covers the journal: nothing shows whether it was changed.'],
    [4, 'No hash covers the entries before entry 4: nothing shows whether they were changed.'],
  ])('is an unchanged journal, where hashes cover it from entry %s', (chainedFromSeq, limit) => {
    const context = someContext({ integrity: { ...someContext().integrity, chainedFromSeq } });
    expect(reported(journalOf({}, ...passing()), { context }).limits).toContain(limit);
    expect(limitsOf({}, ...passing()).join()).not.toContain('No hash');
  });

  test('is the boot of a server that stays stopped', () => {
    const stopped: Fact = { type: 'ServerVerified', sourceServerId: one, verified: 'STOPPED_AS_CONFIGURED' };
    expect(limitsOf({}, ...launching(), [16, stopped])).toContain(
      `Configured to stay stopped, and never booted: ${one}.`,
    );
  });

  test.each([
    [6, 'Of the servers of the site that were known, 5 servers did not take part.'],
    [1, 'Servers that DRS does not replicate to this site were not in it.'],
    [null, 'It is not known how many servers the site had, so what it leaves out is not known.'],
  ])('is the rest of a site with %s servers', (serversOfSite, limit) => {
    const { limits } = reported(journalOf({}, ...passing()), { context: someContext({ serversOfSite }) });
    expect(limits).toContain(limit);
  });
});

describe('the appendix', () => {
  test('names for each clause parts that a report has, and what is not shown', () => {
    const report = reported(journalOf({}, ...passing()));
    for (const { shownIn, notShown } of report.appendix) {
      expect(notShown).not.toBe('');
      for (const part of shownIn) expect(report).toHaveProperty(part);
    }
  });

  test('names each source once, and claims no compliance', () => {
    const sources = clauses().map(({ source }) => source);
    expect(new Set(sources).size).toBe(sources.length);
    expect(JSON.stringify(clauses())).not.toMatch(/compli|conform|certif|satisf|fulfil/i);
  });
});
