import type { Schema } from '@cfworker/json-schema';
import { useMemo } from 'react';
import { type PlanChecker, planChecker } from './planFaults.ts';
import { usePlanSchema } from './usePlanSchema.ts';

/** Checks plans by the schema of this deployment; undefined until it was read. */
export function usePlanChecker(): PlanChecker | undefined {
  const schema = usePlanSchema();
  return useMemo(() => (schema === undefined ? undefined : planChecker(schema as Schema)), [schema]);
}
