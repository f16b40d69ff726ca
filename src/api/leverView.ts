import type { Site } from '../drill/drill.ts';
import type { Lever } from '../drill/site.ts';
import type { LeverDocument } from './leverDocuments.ts';

/** A lever as GET and PUT /v1/lever show it; one that was never moved is open. */
export function leverView(site: Site | null, lever: Lever | undefined, inForce: boolean): LeverDocument {
  return {
    region: site?.region ?? null,
    state: lever?.state ?? 'OPEN',
    inForce,
    reason: lever?.reason ?? null,
    by: lever?.by ?? null,
    movedAt: lever === undefined ? null : new Date(lever.at).toISOString(),
    expiresAt: lever?.expiresAt == null ? null : new Date(lever.expiresAt).toISOString(),
  };
}
