import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { prompt } from '../../aws/prompt.ts';
import { reached } from './worlds.ts';

/** The process's client of the table, created at first use. */
export function tableClient(): DynamoDBDocumentClient {
  kept.client ??= DynamoDBDocumentClient.from(
    reached('home').follow(new DynamoDBClient({ requestHandler: prompt() })),
    {
      marshallOptions: { removeUndefinedValues: true },
    },
  );
  return kept.client;
}

const kept: { client?: DynamoDBDocumentClient } = {};
