import { DescribeInstanceTypesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { GetProductsCommand, type GetProductsCommandInput } from '@aws-sdk/client-pricing';
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { describe, expect, test } from 'vitest';
import { given, type Open } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** Quotas, subnets, instance types and prices: what a forecast asks for. */
export function capacity(open: Open): void {
  describe('capacity', () => {
    test('a quota has its applied value; an unknown one is refused', async () => {
      const { clients } = await given(open, {});
      const look = (QuotaCode: string) =>
        clients.quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'drs', QuotaCode }));
      expect((await look('L-D88FAC3A')).Quota).toMatchObject({ ServiceCode: 'drs', Value: 20 });
      await expect(look('L-00000000')).rejects.toMatchObject({ name: 'NoSuchResourceException' });
    });

    test('a subnet has as many addresses less as it has instances; unknown ones are left out', async () => {
      const place = await given(open, { servers: 2 });
      const Filters = [{ Name: 'subnet-id', Values: ['subnet-0d0000000000d4111', 'subnet-00000000'] }];
      const look = async () => (await place.clients.ec2.send(new DescribeSubnetsCommand({ Filters }))).Subnets;
      expect(await look()).toMatchObject([{ SubnetId: 'subnet-0d0000000000d4111', AvailableIpAddressCount: 251 }]);
      await launched(place);
      expect(await look()).toMatchObject([{ AvailableIpAddressCount: 249 }]);
    });

    test('an instance type has default vCPUs; unknown ones are left out', async () => {
      const { clients } = await given(open, {});
      const Filters = [{ Name: 'instance-type', Values: ['m5.xlarge', 'm5.tiny'] }];
      const { InstanceTypes } = await clients.ec2.send(new DescribeInstanceTypesCommand({ Filters }));
      expect(InstanceTypes).toMatchObject([{ InstanceType: 'm5.xlarge', VCpuInfo: { DefaultVCpus: 4 } }]);
    });

    test('the price list has products as JSON, by attributes and page by page', async () => {
      const { clients } = await given(open, {});
      const input: GetProductsCommandInput = {
        ServiceCode: 'AmazonEC2',
        Filters: [
          { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-central-1' },
          { Type: 'TERM_MATCH', Field: 'productFamily', Value: 'Storage' },
        ],
        MaxResults: 4,
      };
      const first = await clients.pricing.send(new GetProductsCommand(input));
      const { NextToken } = first;
      const second = await clients.pricing.send(new GetProductsCommand({ ...input, NextToken }));
      const products = [...(first.PriceList ?? []), ...(second.PriceList ?? [])].map((one) => JSON.parse(String(one)));
      expect(products).toHaveLength(7);
      expect(products).toContainEqual(
        expect.objectContaining({
          product: expect.objectContaining({
            productFamily: 'Storage',
            attributes: { regionCode: 'eu-central-1', volumeApiName: 'gp3' },
          }),
          publicationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        }),
      );
      const [term] = Object.values(products[0].terms.OnDemand) as { priceDimensions: Record<string, unknown> }[];
      expect(Object.values(term?.priceDimensions ?? {})).toMatchObject([
        { unit: 'GB-Mo', pricePerUnit: { USD: expect.stringMatching(/^0\.\d{10}$/) } },
      ]);
    });
  });
}
