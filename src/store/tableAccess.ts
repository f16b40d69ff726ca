import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the items live. */
export interface TableAccess {
  client: DynamoDBDocumentClient;
  table: string;
}
