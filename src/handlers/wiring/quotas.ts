import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { asking } from '../../aws/clientSettings.ts';
import { createQuotas } from '../../aws/quotas.ts';
import { byRegion } from './byRegion.ts';
import type { AdapterFactories } from './wiring.ts';

/** Service Quotas, a client for each Region that is used. */
export const quotasAdapter = {
  quotas: () => createQuotas({ clientFor: byRegion((region) => new ServiceQuotasClient({ region, ...asking() })) }),
} satisfies AdapterFactories;
