import type { RequestSettings } from '../../api/drillRequest.ts';
import { HOLD_SECONDS_DEFAULT_MAX, JOBS_MAX, SERVERS_IN_JOBS_MAX, SERVERS_PER_JOB } from '../../drill/bounds.ts';
import type { Limits, Site } from '../../drill/drill.ts';

/** The settings of a deployment in its functions' environment, read when needed. */
export interface Settings extends RequestSettings {
  stage: string;
  tableName: string;
  /** A name for the newest restore of the table; '' when there was none. */
  restored: string;
  limits: Limits;
  /** A server whose last proof is older is overdue; 0: none is. */
  coverageDaysMax: number;
  /** The sources whose events may request drills; empty: no drill starts by event. */
  eventRequests: string[];
  /** Other accounts that may request drills by event. */
  allowedAccounts: string[];
  /** The command documents that checks may use. */
  checkDocuments: string[];
  /** The ARNs of the functions that checks may call. */
  checkFunctions: string[];
  /** The hosts that isolation checks may name. */
  isolationHosts: string[];
}

/** Reads the settings. A missing or malformed one is a fault of the deployment, and the error names it. */
export function settings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const holdSecondsMax = wholeNumber(environment, 'HOLD_SECONDS_MAX', HOLD_SECONDS_DEFAULT_MAX);
  return {
    stage: required(environment, 'STAGE'),
    tableName: required(environment, 'TABLE_NAME'),
    restored: environment['RESTORED'] ?? '',
    sites: sites(environment),
    holdSecondsMax,
    coverageDaysMax: wholeNumber(environment, 'COVERAGE_DAYS_MAX', 0),
    eventRequests: listed(environment['EVENT_REQUESTS']),
    allowedAccounts: listed(environment['ALLOWED_ACCOUNTS']),
    checkDocuments: listed(environment['CHECK_DOCUMENTS']),
    checkFunctions: listed(environment['CHECK_FUNCTIONS']),
    isolationHosts: listed(environment['ISOLATION_HOSTS']),
    limits: {
      serversPerJob: wholeNumber(environment, 'SERVERS_PER_JOB', SERVERS_PER_JOB),
      jobsMax: wholeNumber(environment, 'JOBS_MAX', JOBS_MAX),
      serversInJobsMax: wholeNumber(environment, 'SERVERS_IN_JOBS_MAX', SERVERS_IN_JOBS_MAX),
      holdSecondsMax,
      drillNetworks: drillNetworks(environment),
    },
  };
}

/** A required setting. */
export function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the setting ${name} is missing`);
  return value;
}

/** A setting that is a number, or the value to use without it. */
export function wholeNumber(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return otherwise;
  if (!/^\d+$/.test(text)) throw new Error(`the setting ${name} is not a whole number: ${text}`);
  return Number(text);
}

/**
 * DRILL_SUBNETS and DRILL_SECURITY_GROUPS, separated by commas. `*` as subnets allows any network; an empty list allows
 * none.
 */
function drillNetworks(environment: NodeJS.ProcessEnv): Limits['drillNetworks'] {
  const subnetIds = listed(environment['DRILL_SUBNETS']);
  if (subnetIds.length === 0) return null;
  return subnetIds.includes('*')
    ? 'ANY'
    : { subnetIds, securityGroupIds: listed(environment['DRILL_SECURITY_GROUPS']) };
}

/** The parts of a setting that are separated by commas; none when it is empty or missing. */
export function listed(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((one) => one.trim() || []);
}

/** The deployment's own site, then the other Regions of its account in SITES, separated by commas. */
function sites(environment: NodeJS.ProcessEnv): [Site, ...Site[]] {
  const accountId = required(environment, 'ACCOUNT_ID');
  const regions = [required(environment, 'AWS_REGION'), ...listed(environment['SITES'])];
  return regions.map((region) => ({ accountId, region })) as [Site, ...Site[]];
}
