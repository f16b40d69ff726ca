import * as z from 'zod';
import { drillOperations } from './drillOperations.ts';
import { historyOperations } from './historyOperations.ts';
import { leverOperations } from './leverOperations.ts';
import type { Operation } from './operation.ts';
import { steeringOperations } from './steeringOperations.ts';

/** Every door of the HTTP API; some of what a door takes is the deployment's own. */
export function operationsOf({ holdSecondsMax }: { holdSecondsMax: number }): Operation[] {
  return [
    ...drillOperations(holdSecondsMax),
    ...steeringOperations,
    ...leverOperations,
    ...historyOperations,
    getOpenapi,
  ];
}

const getOpenapi: Operation = {
  operationId: 'getOpenapi',
  method: 'get',
  path: '/v1/openapi.json',
  scope: 'read',
  tag: 'Contract',
  summary: 'Read this document',
  answer: {
    status: 200,
    description: 'This document',
    schema: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenapiDocument', description: 'OpenAPI 3.1' }),
  },
  problems: ['invalid-parameter'],
};
