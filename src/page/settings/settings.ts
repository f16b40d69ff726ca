interface Site {
  accountId: string;
  region: string;
}

/** What a deployment allows, as its parameters say. */
export interface Settings {
  version: string;
  stage: string;
  site: Site;
  sites: Site[];
  holdSecondsMax: number;
  serversPerJob: number;
  jobsMax: number;
  serversInJobsMax: number;
  drillSubnets: string[];
  drillSecurityGroups: string[];
  coverageDaysMax: number | null;
  checkDocuments: string[];
  checkFunctions: string[];
  isolationHosts: string[];
  probe: { subnetIds: string[]; securityGroupIds: string[] } | null;
  evidence: {
    bucket: string | null;
    keyArn: string | null;
    lock: { mode: 'GOVERNANCE' | 'COMPLIANCE'; days: number } | null;
    outputRetentionDays: number | null;
  };
  logRetentionDays: number | null;
  eventRequests: string[];
  allowedAccounts: string[];
}
