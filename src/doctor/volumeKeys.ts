import {
  DescribeReplicationConfigurationTemplatesCommand,
  type DescribeReplicationConfigurationTemplatesCommandOutput,
} from '@aws-sdk/client-drs';
import { GetEbsDefaultKmsKeyIdCommand, type GetEbsDefaultKmsKeyIdCommandOutput } from '@aws-sdk/client-ec2';
import { ask, everyPage } from '../aws/calls.ts';
import type { Clients } from './clients.ts';
import { isUninitialised } from './site.ts';

/**
 * The customer managed keys that encrypt volumes by default in these Regions: those of DRS's replication settings, or
 * else EC2's default key. A server may use a different key.
 */
export async function volumeKeys(clients: Clients, regions: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const region of regions) found.push(...(await keysOfDrs(clients, region)), ...(await keyOfEc2(clients, region)));
  // The AWS managed key is named by its alias and needs no right.
  return [...new Set(found)].filter((key) => key.startsWith('arn:') && !key.includes(':alias/'));
}

async function keysOfDrs({ drs }: Clients, region: string): Promise<string[]> {
  const client = drs(region);
  const answer = everyPage(
    (from) =>
      ask<DescribeReplicationConfigurationTemplatesCommandOutput>(
        client,
        'DescribeReplicationConfigurationTemplates',
        new DescribeReplicationConfigurationTemplatesCommand(from),
      ),
    (page) => page.nextToken,
    (page) => page.items,
  );
  try {
    return (await answer).flatMap(({ ebsEncryptionKeyArn }) => ebsEncryptionKeyArn || []);
  } catch (error) {
    if (isUninitialised(error)) return [];
    throw error;
  }
}

async function keyOfEc2({ ec2 }: Clients, region: string): Promise<string[]> {
  const command = new GetEbsDefaultKmsKeyIdCommand({});
  const { KmsKeyId } = await ask<GetEbsDefaultKmsKeyIdCommandOutput>(ec2(region), 'GetEbsDefaultKmsKeyId', command);
  return KmsKeyId === undefined ? [] : [KmsKeyId];
}
