import * as z from 'zod';
import { BUNDLE_PARTS, type BundlePart } from '../../evidence/bundle/bundle.ts';
import { DRILL_ID } from '../identity.ts';
import { formed, readInput } from '../input.ts';

/** The body of POST /v1/evidence-links. */
export const evidenceLinkBody = z.strictObject({
  drillId: formed(DRILL_ID, 'must be the id of a drill'),
  part: z.enum(BUNDLE_PARTS).default('FIRST').meta({
    description:
      'FIRST: sealed at the end or the quarantine; RESOLVED: at the end of a drill that was quarantined; NOTES: a week after the end, if notes came in',
  }),
});

/** Reads the body of POST /v1/evidence-links. */
export function readEvidenceLink(body: unknown): { drillId: string; part: BundlePart } {
  return readInput(evidenceLinkBody, body);
}
