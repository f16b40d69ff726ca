import {
  type EventSourceMappingConfiguration,
  ListEventSourceMappingsCommand,
  type ListEventSourceMappingsCommandOutput,
} from '@aws-sdk/client-lambda';
import { ask } from '../aws/calls.ts';
import type { Clients } from './clients.ts';
import type { Deployed } from './deployed.ts';
import type { FunctionName } from './parts.ts';

/** The event source mappings of a function: the table's stream, or a queue. */
export async function mappingsOf(
  { lambda }: Clients,
  { place, functions }: Deployed,
  name: FunctionName,
): Promise<EventSourceMappingConfiguration[]> {
  const command = new ListEventSourceMappingsCommand({ FunctionName: functions.get(name)?.arn });
  const answer = ask<ListEventSourceMappingsCommandOutput>(lambda(place.region), 'ListEventSourceMappings', command);
  return (await answer).EventSourceMappings ?? [];
}
