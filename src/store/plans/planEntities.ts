import { Entity } from 'electrodb';
import { drillKeys } from '../keys.ts';
import type { TableAccess } from '../tableAccess.ts';

/** Plans, their versions, and the requests that drills were started with. */
export function planEntities(access: TableAccess, service: string) {
  return {
    plan: planEntity(access, service),
    planVersion: planVersionEntity(access, service),
    givenRequest: givenRequestEntity(access, service),
  };
}

const LINE = {
  version: { type: 'number', required: true, padding: { length: 8, char: '0' } },
  schema: { type: 'number', required: true },
  hash: { type: 'string', required: true },
  description: { type: 'string' },
  by: { type: 'string', required: true },
  at: { type: 'number', required: true },
} as const;

/** The newest version of a plan, without its body. All plans share a partition, because only people write them. */
function planEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'plan', version: '1', service },
      attributes: {
        plans: { type: ['all'] as const, required: true, default: 'all' },
        name: { type: 'string', required: true },
        ...LINE,
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['plans'], casing: 'none' },
          sk: { field: 'sk', composite: ['name'], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** A version of a plan. No function changes or removes it. */
function planVersionEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'planVersion', version: '1', service },
      attributes: {
        plan: { type: 'string', required: true },
        ...LINE,
        /** As canonical JSON. */
        body: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['plan'], casing: 'none' },
          sk: { field: 'sk', composite: ['version'], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** The request of a drill as it was given, as canonical JSON. The record has its digest. */
function givenRequestEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'givenRequest', version: '1', service },
      attributes: {
        drillId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        given: { type: 'string', required: true },
      },
      indexes: { primary: drillKeys([]) },
    },
    access,
  );
}
