import type { Schema } from '@cfworker/json-schema';
import { useMemo } from 'react';
import { answerOf } from '../api/answers.ts';
import { getPlanSchema } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { type PlanChecker, planChecker } from './planFaults.ts';

/** Checks plans by the schema of this deployment; undefined until it was read. */
export function usePlanChecker(): PlanChecker | undefined {
  const { body } = usePolled(['planSchema'], () => answerOf(getPlanSchema()), 0);
  return useMemo(() => (body === undefined ? undefined : planChecker(body as Schema)), [body]);
}
