import * as z from 'zod';
import { drillOperations } from './drillOperations.ts';
import { evidenceOperations } from './evidenceOperations.ts';
import { historyOperations } from './historyOperations.ts';
import { leverOperations } from './leverOperations.ts';
import type { Operation } from './operation.ts';
import { planOperations } from './planOperations.ts';
import { scheduleOperations } from './scheduleOperations.ts';
import { settingsOperations } from './settingsOperations.ts';
import { steeringOperations } from './steeringOperations.ts';

/** Every endpoint of the HTTP API. Some limits depend on the deployment. */
export function operationsOf({ holdSecondsMax }: { holdSecondsMax: number }): Operation[] {
  return [
    ...drillOperations(holdSecondsMax),
    ...steeringOperations,
    ...leverOperations,
    ...planOperations(holdSecondsMax),
    ...scheduleOperations(holdSecondsMax),
    ...historyOperations,
    ...evidenceOperations,
    ...settingsOperations,
    getOpenapi,
  ];
}

const getOpenapi: Operation = {
  operationId: 'getOpenapi',
  method: 'get',
  path: '/v1/openapi.json',
  scope: 'read',
  tag: 'Contract',
  summary: 'Get this document',
  answer: {
    status: 200,
    description: 'This document',
    schema: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenapiDocument', description: 'OpenAPI 3.1' }),
  },
  problems: ['invalid-parameter'],
};
