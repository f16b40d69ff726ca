import { type Filter, GetProductsCommand, type GetProductsCommandOutput } from '@aws-sdk/client-pricing';
import { CallFailed } from '../flow/errors.ts';
import type { PriceListSource } from '../flow/ports.ts';
import { type AwsClient, ask, everyPage } from './calls.ts';

/** AWS's price list through its query API (AWS Billing user guide: using the AWS Price List Query API). */
export function createPriceList({ clientFor }: { clientFor: (region: string) => AwsClient }): PriceListSource {
  return {
    read: async (region) => {
      const client = clientFor(region);
      const instances = await offersOf(client, region, INSTANCES);
      const volumes = await offersOf(client, region, VOLUMES);
      const newest = [...instances, ...volumes].toSorted((one, other) => other.publishedAt - one.publishedAt)[0];
      if (newest === undefined) throw new CallFailed('UNAVAILABLE', `GetProducts: no price is listed for ${region}`);
      const { currency, publishedAt } = newest;
      const pricesOf = (offers: Offer[]) =>
        Object.fromEntries(offers.filter((one) => one.currency === currency).map(({ name, price }) => [name, price]));
      return { region, currency, publishedAt, instanceHours: pricesOf(instances), gigabyteMonths: pricesOf(volumes) };
    },
  };
}

/** Price List attributes of an On-Demand Linux instance on shared hardware, without other software. */
const INSTANCES = {
  operatingSystem: 'Linux',
  tenancy: 'Shared',
  preInstalledSw: 'NA',
  capacitystatus: 'Used',
  marketoption: 'OnDemand',
};
const VOLUMES = { productFamily: 'Storage' };

interface Offer {
  name: string;
  currency: string;
  price: number;
  publishedAt: number;
}

/** Price List API reference, GetProducts. */
const PRODUCTS_PER_PAGE = 100;

async function offersOf(client: AwsClient, region: string, attributes: Record<string, string>): Promise<Offer[]> {
  const Filters = Object.entries({ regionCode: region, ...attributes }).map(
    ([Field, Value]): Filter => ({ Type: 'TERM_MATCH', Field, Value }),
  );
  return everyPage(
    ({ nextToken: NextToken }) =>
      ask<GetProductsCommandOutput>(
        client,
        'GetProducts',
        new GetProductsCommand({
          ServiceCode: 'AmazonEC2',
          Filters,
          MaxResults: PRODUCTS_PER_PAGE,
          ...(NextToken && { NextToken }),
        }),
      ),
    (page) => page.NextToken,
    // A product has kilobytes of terms for reserved instances, so no page is kept.
    (page) => (page.PriceList ?? []).flatMap((text: unknown) => offerIn(String(text))),
  );
}

/** The form of a product in the price list (AWS Billing user guide: reading the service price list file). */
interface Product {
  product?: { attributes?: { instanceType?: string; volumeApiName?: string } };
  terms?: {
    OnDemand?: Record<string, { priceDimensions?: Record<string, { pricePerUnit?: Record<string, string> }> }>;
  };
  publicationDate?: string;
}

/** None when it has no single price. */
function offerIn(text: string): Offer[] {
  const { product, terms, publicationDate = '' } = JSON.parse(text) as Product;
  const name = product?.attributes?.instanceType ?? product?.attributes?.volumeApiName;
  const [term] = Object.values(terms?.OnDemand ?? {});
  const rates = Object.values(term?.priceDimensions ?? {});
  const [currency, amount] = Object.entries(rates[0]?.pricePerUnit ?? {})[0] ?? [];
  const [price, publishedAt] = [Number(amount), Date.parse(publicationDate)];
  if (name === undefined || currency === undefined || rates.length !== 1) return [];
  return Number.isFinite(price) && Number.isFinite(publishedAt) ? [{ name, currency, price, publishedAt }] : [];
}
