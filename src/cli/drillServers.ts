import { usageError } from './commandError.ts';
import type { Session } from './http/session.ts';
import { serverIds } from './serverNames.ts';

type Body = Record<string, unknown>;

/** Replaces server names in the body of a drill with ids of its Region. The API refuses a body that is not valid. */
export async function withServerIds(session: Session, body: Body): Promise<Body> {
  const names = new Set<string>();
  renamed(body, (name) => {
    names.add(name);
    return name;
  });
  const region = typeof body['region'] === 'string' ? body['region'] : undefined;
  const ids = await serverIds(session, [...names], region);
  const known = new Map([...names].map((name, index) => [name, ids[index] ?? name]));
  return renamed(body, (name) => known.get(name) ?? name);
}

/** Renames every server in the body. */
function renamed(body: Body, nameOf: (name: string) => string): Body {
  const { waves, waivers, recoveryPoint } = body;
  const changed = (value: unknown) => (typeof value === 'string' ? nameOf(value) : value);
  const renamedAll = (ids: unknown) => (Array.isArray(ids) ? ids.map(changed) : ids);
  const inWave = ({ sourceServerIds, servers, ...others }: Body) => ({
    ...others,
    ...(sourceServerIds !== undefined && { sourceServerIds: renamedAll(sourceServerIds) }),
    ...(servers !== undefined && {
      servers:
        isBody(servers) && 'exclude' in servers ? { ...servers, exclude: renamedAll(servers['exclude']) } : servers,
    }),
  });
  const inWaiver = (waiver: Body) =>
    'sourceServerId' in waiver ? { ...waiver, sourceServerId: changed(waiver['sourceServerId']) } : waiver;
  return {
    ...body,
    ...(Array.isArray(waves) && { waves: waves.map((one) => (isBody(one) ? inWave(one) : one)) }),
    ...(Array.isArray(waivers) && { waivers: waivers.map((one) => (isBody(one) ? inWaiver(one) : one)) }),
    ...(isBody(recoveryPoint) &&
      isBody(recoveryPoint['ids']) && {
        recoveryPoint: { ...recoveryPoint, ids: pointsOf(recoveryPoint['ids'], nameOf) },
      }),
  };
}

function pointsOf(ids: Body, nameOf: (name: string) => string): Body {
  const points: Body = {};
  for (const [name, point] of Object.entries(ids)) {
    const id = nameOf(name);
    if (Object.hasOwn(points, id)) throw usageError(`${id} has two recovery points`, 'name each server once');
    points[id] = point;
  }
  return points;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
