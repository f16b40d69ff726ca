import { PricingClient } from '@aws-sdk/client-pricing';
import { asking } from '../../aws/clientSettings.ts';
import { createPriceList } from '../../aws/priceList.ts';
import type { AdapterFactories } from './wiring.ts';

/** AWS's price list, for every Region from one endpoint (AWS general reference, Price List endpoints). */
export const priceListAdapter = {
  priceList: () =>
    createPriceList({
      clientFor: (region) => new PricingClient({ region: endpointOf(region), ...asking(PAGE_SECONDS_MAX) }),
    }),
} satisfies AdapterFactories;

function endpointOf(region: string): string {
  return region.startsWith('cn-') ? 'cn-northwest-1' : 'us-east-1';
}

/** A page of products has megabytes of terms. */
const PAGE_SECONDS_MAX = 30;
