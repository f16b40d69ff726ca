import { time } from '../../evidence/time.ts';
import type { PlanContent, PlanLine } from '../../flow/ports.ts';
import type { PlanDocument, PlanLineDocument } from '../openapi/planDocuments.ts';

/** A version of a plan with its body. */
export function planView({ body, ...content }: PlanContent): PlanDocument {
  const description = typeof body['description'] === 'string' ? body['description'] : null;
  const { links, ...line } = planLineView({ ...content, description });
  return { ...line, body, links };
}

/** A version of a plan in a list. */
export function planLineView({ name, version, hash, description, by, at }: PlanLine): PlanLineDocument {
  const self = `/v1/plans/${name}/versions/${version}`;
  const links = { self, plan: `/v1/plans/${name}`, drills: `/v1/drills?recoveryPlan=${encodeURIComponent(name)}` };
  return { name, version, hash, description, savedBy: by, savedAt: time(at), links };
}
