import type { PlanDocument } from '../../api/openapi/planDocuments.ts';
import { CommandError } from '../commandError.ts';
import type { Session } from '../http/session.ts';

/** A plan as it is saved, with its entity tag; undefined when there is none. */
export async function savedPlan(
  session: Pick<Session, 'get'>,
  path: string,
): Promise<{ body: PlanDocument; etag: string } | undefined> {
  try {
    const { body, headers } = await session.get<PlanDocument>(path);
    return { body, etag: headers.get('etag') ?? '*' };
  } catch (error) {
    if (error instanceof CommandError && error.httpStatus === 404) return undefined;
    throw error;
  }
}

/** The path of a version of a plan, or of the newest. */
export function versionPath(name: string, version: number | undefined): string {
  const path = `/v1/plans/${encodeURIComponent(name)}`;
  return version === undefined ? path : `${path}/versions/${version}`;
}
