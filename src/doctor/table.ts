import {
  DescribeContinuousBackupsCommand,
  type DescribeContinuousBackupsCommandOutput,
  DescribeTableCommand,
  type DescribeTableCommandOutput,
  DescribeTimeToLiveCommand,
  type DescribeTimeToLiveCommandOutput,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { type AwsClient, ask } from '../aws/calls.ts';
import type { Clients } from './clients.ts';
import { type Deployed, deployAgain } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound, warn } from './finding.ts';
import { mappingsOf } from './mappings.ts';
import { EXPIRY, functionsCalledBy, INDEXES } from './parts.ts';

/** Checks that the table exists with everything the product needs, and that the functions read its stream. */
export async function checkTable(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  const { place, environment } = deployed;
  const TableName = environment['TABLE_NAME'] ?? '';
  const client = clients.dynamodb(place.region);
  const seen: { table?: TableDescription | undefined } = {};
  const there = await checked('table', async () => {
    const answer = ask<DescribeTableCommandOutput>(client, 'DescribeTable', new DescribeTableCommand({ TableName }));
    seen.table = (await unlessNotFound(answer))?.Table;
    return isThere(TableName, seen.table);
  });
  const { table } = seen;
  if (table === undefined) return there;
  return [
    ...there,
    indexes(table, deployAgain(place)),
    ...(await checked('table-stream', () => isRead(clients, deployed, table))),
    ...(await checked('table-backup', () => isBackedUp(client, TableName))),
    isProtected(TableName, table),
    ...(await checked('table-expiry', () => expires(client, TableName))),
  ];
}

function isThere(name: string, table: TableDescription | undefined): Finding {
  const remedy = 'See docs/operations.md, “Restore the table”: point-in-time recovery creates a new table from it.';
  if (table === undefined) return fail('table', `The table ${name} does not exist: no drill can be stored.`, remedy);
  if (table.TableStatus === 'ACTIVE' || table.TableStatus === 'UPDATING')
    return ok('table', `The table ${name} exists.`);
  return fail('table', `The table ${name} is ${table.TableStatus}.`, 'Wait until it is ACTIVE, then run this again.');
}

function indexes({ GlobalSecondaryIndexes: made = [] }: TableDescription, remedy: string): Finding {
  const working = made.flatMap(({ IndexName, IndexStatus }) =>
    IndexStatus === 'ACTIVE' || IndexStatus === 'UPDATING' ? [IndexName] : [],
  );
  const lacking = INDEXES.filter((name) => !working.includes(name));
  if (lacking.length === 0) return ok('table-indexes', `Its ${INDEXES.length} indexes work.`);
  return fail('table-indexes', `Its indexes ${lacking.join(', ')} do not exist or are not ready.`, remedy);
}

/** After a restore into a new table, functions keep reading the stream of the old one. */
async function isRead(clients: Clients, deployed: Deployed, table: TableDescription): Promise<Finding> {
  const check = 'table-stream';
  const { StreamEnabled, StreamViewType } = table.StreamSpecification ?? {};
  if (StreamEnabled !== true || StreamViewType !== 'NEW_AND_OLD_IMAGES') {
    const remedy = `aws dynamodb update-table --table-name ${table.TableName} --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES, then deploy with its new stream.`;
    return fail(check, 'The table has no stream of old and new images: no drill advances.', remedy);
  }
  const readers = functionsCalledBy('STREAM').filter((name) => deployed.functions.has(name));
  for (const name of readers) {
    const mappings = await mappingsOf(clients, deployed, name);
    if (mappings.some(({ EventSourceArn }) => EventSourceArn === table.LatestStreamArn)) continue;
    const remedy = 'See docs/operations.md, “Restore the table”: deploy with this table’s stream.';
    return fail(check, `${name} reads the stream of another table.`, remedy);
  }
  return ok(check, `Its stream is read by ${readers.join(' and ')}.`);
}

async function isBackedUp(client: AwsClient, TableName: string): Promise<Finding> {
  const command = new DescribeContinuousBackupsCommand({ TableName });
  const { ContinuousBackupsDescription: found } = await ask<DescribeContinuousBackupsCommandOutput>(
    client,
    'DescribeContinuousBackups',
    command,
  );
  if (found?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED')
    return ok('table-backup', 'It has point-in-time recovery.');
  const remedy = `aws dynamodb update-continuous-backups --table-name ${TableName} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`;
  return warn('table-backup', 'It has no point-in-time recovery: lost data cannot be restored.', remedy);
}

function isProtected(TableName: string, { DeletionProtectionEnabled }: TableDescription): Finding {
  if (DeletionProtectionEnabled === true) return ok('table-protection', 'It is protected from deletion.');
  const remedy = `aws dynamodb update-table --table-name ${TableName} --deletion-protection-enabled`;
  return warn('table-protection', 'It is not protected from deletion.', remedy);
}

async function expires(client: AwsClient, TableName: string): Promise<Finding> {
  const command = new DescribeTimeToLiveCommand({ TableName });
  const { TimeToLiveDescription: found } = await ask<DescribeTimeToLiveCommandOutput>(
    client,
    'DescribeTimeToLive',
    command,
  );
  const isOn = found?.TimeToLiveStatus === 'ENABLED' || found?.TimeToLiveStatus === 'ENABLING';
  if (isOn && found.AttributeName === EXPIRY) return ok('table-expiry', 'Old items expire.');
  const remedy = `aws dynamodb update-time-to-live --table-name ${TableName} --time-to-live-specification AttributeName=${EXPIRY},Enabled=true`;
  return warn('table-expiry', 'Its items do not expire: it grows forever.', remedy);
}
