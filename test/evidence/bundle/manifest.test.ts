import { describe, expect, test } from 'vitest';
import { BUNDLE_FILES } from '../../../src/evidence/bundle/bundle.ts';
import { type ManifestTerms, manifestOf } from '../../../src/evidence/bundle/manifest.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import { aCheck } from './givenBundle.ts';

const HASH = 'a'.repeat(64);
const DIGESTS = Object.fromEntries(BUNDLE_FILES.map((name) => [name, HASH])) as ManifestTerms['digests'];
const TERMS: ManifestTerms = { part: 'FIRST', firstEnvelopeHash: null, digests: DIGESTS };

describe('a manifest', () => {
  // github.com/in-toto/attestation, spec/v1/statement.md
  test('is an in-toto statement: its type, subjects with unique names and digests, predicate type and predicate', () => {
    const { predicate, ...statement } = manifestOf(aReport(), TERMS);
    expect(statement).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: BUNDLE_FILES.map((name) => ({ name, digest: { sha256: HASH } })),
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    });
    expect(new Set(statement.subject.map(({ name }) => name)).size).toBe(BUNDLE_FILES.length);
    expect(predicate).toBeTypeOf('object');
  });

  // github.com/in-toto/attestation, spec/predicates/test-result.md
  test('has the members that Test Result knows, and one of ours', () => {
    expect(manifestOf(aReport(), TERMS).predicate).toEqual({
      result: 'PASSED',
      configuration: [
        { name: 'request', digest: { sha256: 'b'.repeat(64) } },
        { name: 'plan payroll version 3', digest: { sha256: 'c'.repeat(64) } },
      ],
      passedTests: [],
      warnedTests: [],
      failedTests: [],
      drsDrill: {
        format: 'drs-drill/bundle/1',
        drillId: 'drill-1',
        part: 'FIRST',
        world: 'REAL',
        deployment: 'owner',
        site: { accountId: '111122223333', region: 'eu-central-1' },
        outcome: 'PASSED',
        product: { name: 'drs-drill', version: '1.2.3' },
        outputs: [],
        firstEnvelopeHash: null,
      },
    });
  });

  test.each([
    ['PASSED', 'PASSED'],
    ['PASSED_WITH_CONDITIONS', 'WARNED'],
    ['FAILED', 'FAILED'],
    [null, 'FAILED'],
  ] as const)('of a drill whose computed verdict is %s says %s', (computed, result) => {
    const report = aReport({ verdict: { outcome: null, computed } });
    expect(manifestOf(report, TERMS).predicate.result).toBe(result);
  });

  test('lists each check by its result', () => {
    const states = ['PASSED', 'FAILED', 'TIMED_OUT', 'NOT_RUN', 'RUNNING'] as const;
    const report = aReport({ checks: states.map((state) => aCheck({ name: state.toLowerCase(), state })) });
    expect(manifestOf(report, TERMS).predicate).toMatchObject({
      passedTests: ['passed'],
      failedTests: ['failed', 'timed_out'],
      warnedTests: ['not_run', 'running'],
    });
  });

  test('names each output of a check once, in order', () => {
    const server = { sourceServerId: 's-1', state: 'PASSED' as const, because: '' };
    const servers = [
      { ...server, outputs: ['22', '11'] },
      { ...server, outputs: ['11'] },
    ];
    const report = aReport({ checks: [aCheck({ servers, output: '00' }), aCheck({})] });
    expect(manifestOf(report, TERMS).predicate.drsDrill.outputs).toEqual(['00', '11', '22']);
  });

  test('of an addendum names the first bundle', () => {
    const { drsDrill } = manifestOf(aReport(), { ...TERMS, part: 'NOTES', firstEnvelopeHash: HASH }).predicate;
    expect(drsDrill).toMatchObject({ part: 'NOTES', firstEnvelopeHash: HASH });
  });

  test('without a request and a plan that are known has no configuration', () => {
    const { identity } = aReport();
    const report = aReport({ identity: { ...identity, requestHash: null, plan: null } });
    expect(manifestOf(report, TERMS).predicate.configuration).toEqual([]);
  });
});

/** Only the members that a manifest is made from. */
function aReport(changed: object = {}): Report {
  const identity = {
    drillId: 'drill-1',
    deployment: 'owner',
    site: { accountId: '111122223333', region: 'eu-central-1' },
    product: { name: 'drs-drill', version: '1.2.3' },
    world: 'REAL',
    requestHash: 'b'.repeat(64),
    plan: { name: 'payroll', version: 3, hash: 'c'.repeat(64) },
  };
  const verdict = { outcome: 'PASSED', computed: 'PASSED' };
  return { identity, verdict, checks: [], ...changed } as unknown as Report;
}
