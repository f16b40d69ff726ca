import type { World } from '../../drill/world.ts';
import type { CheckReported, Identity, Report } from '../report/report.ts';
import { BUNDLE_FILES, type BundleFile, type BundlePart } from './bundle.ts';

export const BUNDLE_FORMAT = 'drs-drill/bundle/1';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

/**
 * What is signed: an in-toto statement with the predicate Test Result (github.com/in-toto/attestation,
 * spec/v1/statement.md and spec/predicates/test-result.md). `drsDrill` is our extension field.
 */
export interface Manifest {
  _type: typeof STATEMENT_TYPE;
  /** The files of the bundle, in their order. */
  subject: Resource<BundleFile>[];
  predicateType: typeof PREDICATE_TYPE;
  predicate: {
    /** WARNED: passed with conditions. A drill without a computed verdict has not passed. */
    result: 'PASSED' | 'WARNED' | 'FAILED';
    /** The request as it was given, and the version of the plan. */
    configuration: Resource<string>[];
    /** The names of the checks. Warned: it was not run. */
    passedTests: string[];
    warnedTests: string[];
    failedTests: string[];
    drsDrill: Identified;
  };
}

/** An in-toto resource descriptor (spec/v1/resource_descriptor.md). */
export interface Resource<Name> {
  name: Name;
  digest: { sha256: string };
}

/** Which evidence this is, so that no bundle can stand in for another one. */
export interface Identified extends Pick<Identity, 'drillId' | 'deployment' | 'site' | 'product'> {
  format: typeof BUNDLE_FORMAT;
  part: BundlePart;
  world: World | null;
  outcome: Report['verdict']['outcome'];
  /** The SHA-256 of every output of a check, sorted. The outputs are not in the bundle. */
  outputs: string[];
  /** The SHA-256 of the first bundle's envelope; null in a first bundle. */
  firstEnvelopeHash: string | null;
}

/** What the manifest of a bundle says besides its report. */
export interface ManifestTerms {
  part: BundlePart;
  firstEnvelopeHash: string | null;
  /** The SHA-256 of each file. */
  digests: Record<BundleFile, string>;
}

/** The manifest of a bundle with this report. */
export function manifestOf(report: Report, { part, firstEnvelopeHash, digests }: ManifestTerms): Manifest {
  const { drillId, deployment, site, product, world } = report.identity;
  const outputs = [...new Set(report.checks.flatMap(outputsOf))].sort();
  const { outcome } = report.verdict;
  return {
    _type: STATEMENT_TYPE,
    subject: BUNDLE_FILES.map((name) => ({ name, digest: { sha256: digests[name] } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: RESULTS[report.verdict.computed ?? 'FAILED'],
      configuration: configurationOf(report.identity),
      passedTests: namesOf(report.checks, ['PASSED']),
      warnedTests: namesOf(report.checks, ['WAITING', 'RUNNING', 'NOT_RUN']),
      failedTests: namesOf(report.checks, ['FAILED', 'TIMED_OUT']),
      drsDrill: {
        format: BUNDLE_FORMAT,
        ...{ drillId, part, world, deployment, site, outcome, product, outputs, firstEnvelopeHash },
      },
    },
  };
}

const RESULTS = { PASSED: 'PASSED', PASSED_WITH_CONDITIONS: 'WARNED', FAILED: 'FAILED' } as const;

function namesOf(checks: CheckReported[], states: CheckReported['state'][]): string[] {
  return checks.filter(({ state }) => states.includes(state)).map(({ name }) => name);
}

function outputsOf({ servers, output }: CheckReported): string[] {
  return [...servers.flatMap(({ outputs }) => outputs), ...(output === null ? [] : [output])];
}

function configurationOf({ requestHash, plan }: Identity): Resource<string>[] {
  return [
    ...(requestHash === null ? [] : [{ name: 'request', digest: { sha256: requestHash } }]),
    ...(plan === null ? [] : [{ name: `plan ${plan.name} version ${plan.version}`, digest: { sha256: plan.hash } }]),
  ];
}
