import { Entity } from 'electrodb';
import type { TableAccess } from '../tableAccess.ts';

/** A schedule of a plan. All share a partition, because there are few, and only people and their runs write them. */
export function scheduleEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'schedule', version: '1', service },
      attributes: {
        schedules: { type: ['all'] as const, required: true, default: 'all' },
        name: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        schedule: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['schedules'], casing: 'none' },
          sk: { field: 'sk', composite: ['name'], casing: 'none' },
        },
      },
    },
    access,
  );
}
