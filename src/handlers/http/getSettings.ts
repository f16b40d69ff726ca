import manifest from '../../../package.json' with { type: 'json' };
import type { SettingsDocument } from '../../api/openapi/settingsOperations.ts';
import { readHandler } from '../parsing/middleware.ts';
import { retentionOf } from '../wiring/retention.ts';
import { listed, settings, wholeNumber } from '../wiring/settings.ts';

/** GET /v1/settings: what this deployment allows. */
export const handler = readHandler(async () => ({ status: 200, body: settingsView(process.env) }));

function settingsView(environment: NodeJS.ProcessEnv): SettingsDocument {
  const { stage, sites, limits, coverageDaysMax, ...allowed } = settings(environment);
  const { holdSecondsMax, serversPerJob, jobsMax, serversInJobsMax } = limits;
  const probeSubnets = listed(environment['PROBE_SUBNETS']);
  const probe = { subnetIds: probeSubnets, securityGroupIds: listed(environment['PROBE_SECURITY_GROUPS']) };
  return {
    ...{ version: manifest.version, stage, site: sites[0], sites },
    ...{ holdSecondsMax, serversPerJob, jobsMax, serversInJobsMax },
    drillSubnets: listed(environment['DRILL_SUBNETS']),
    drillSecurityGroups: listed(environment['DRILL_SECURITY_GROUPS']),
    coverageDaysMax: coverageDaysMax || null,
    ...{ checkDocuments: allowed.checkDocuments, checkFunctions: allowed.checkFunctions },
    isolationHosts: allowed.isolationHosts,
    probe: probeSubnets.length === 0 ? null : probe,
    evidence: {
      bucket: environment['EVIDENCE_BUCKET'] || null,
      keyArn: environment['EVIDENCE_KEY'] || null,
      lock: retentionOf(environment),
      outputRetentionDays: wholeNumber(environment, 'OUTPUT_RETENTION_DAYS', 0) || null,
    },
    logRetentionDays: wholeNumber(environment, 'LOG_RETENTION_DAYS', 0) || null,
    ...{ eventRequests: allowed.eventRequests, allowedAccounts: allowed.allowedAccounts },
  };
}
