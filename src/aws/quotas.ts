import { GetServiceQuotaCommand, type GetServiceQuotaCommandOutput } from '@aws-sdk/client-service-quotas';
import type { Site } from '../drill/drill.ts';
import type { Quotas } from '../flow/ports.ts';
import { type AwsClient, ask } from './calls.ts';

/** Service Quotas through its SDK. */
export function createQuotas({ clientFor }: { clientFor: (site: Site) => AwsClient }): Quotas {
  return {
    valueOf: async (site, { service, code }) => {
      const command = new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code });
      const { Quota } = await ask<GetServiceQuotaCommandOutput>(clientFor(site), 'GetServiceQuota', command);
      return Quota?.Value ?? null;
    },
  };
}
