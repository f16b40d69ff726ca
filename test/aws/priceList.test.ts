import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPriceList } from '../../src/aws/priceList.ts';

const client = new PricingClient({ region: 'us-east-1' });
const mock = mockClient(client);
const priceList = createPriceList({ clientFor: () => client });

beforeEach(() => mock.reset());

/** A product in the form of the price list's offer files. */
function product(attributes: Record<string, string>, pricePerUnit: Record<string, string> | undefined): string {
  const priceDimensions = pricePerUnit === undefined ? {} : { rate: { unit: 'Hrs', pricePerUnit } };
  const terms = { OnDemand: { term: { priceDimensions } }, Reserved: { other: {} } };
  return JSON.stringify({ product: { attributes }, terms, publicationDate: '2026-02-13T00:00:00Z' });
}

describe('the price list of a Region', () => {
  test('has the hourly price of each instance type and the monthly price of each volume type, of every page', async () => {
    mock
      .on(GetProductsCommand)
      .resolvesOnce({ NextToken: 'more', PriceList: [product({ instanceType: 'm5.large' }, { USD: '0.0960000000' })] })
      .resolvesOnce({ PriceList: [product({ instanceType: 't3.micro' }, { USD: '0.0104000000' })] })
      .resolvesOnce({ PriceList: [product({ volumeApiName: 'gp3' }, { USD: '0.0800000000' })] });
    expect(await priceList.read('eu-west-1')).toEqual({
      region: 'eu-west-1',
      currency: 'USD',
      publishedAt: Date.parse('2026-02-13T00:00:00Z'),
      instanceHours: { 'm5.large': 0.096, 't3.micro': 0.0104 },
      gigabyteMonths: { gp3: 0.08 },
    });
    const filters = mock.commandCalls(GetProductsCommand).map(({ args }) => args[0].input.Filters);
    expect(filters[0]).toContainEqual({ Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-1' });
    expect(filters[0]).toContainEqual({ Type: 'TERM_MATCH', Field: 'operatingSystem', Value: 'Linux' });
  });

  test('leaves out products without a single price', async () => {
    mock
      .on(GetProductsCommand)
      .resolvesOnce({ PriceList: [product({ instanceType: 'm5.large' }, undefined), product({}, { USD: '1' }), '{}'] })
      .resolvesOnce({ PriceList: [product({ volumeApiName: 'gp3' }, { USD: '0.08' })] });
    expect((await priceList.read('eu-west-1')).instanceHours).toEqual({});
  });

  test('without any price is a failed question, so that older prices stay', async () => {
    mock.on(GetProductsCommand).resolves({ PriceList: [] });
    await expect(priceList.read('eu-west-1')).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });
});
