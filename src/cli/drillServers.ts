import { usageError } from './commandError.ts';
import type { Session } from './http/session.ts';
import { serverIds } from './serverNames.ts';

type Body = Record<string, unknown>;

/** The body of a request for a drill, each server by its id in the Region that it names. What is no body of a drill the API refuses. */
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

/** The same body with every server called what `nameOf` says. */
function renamed(body: Body, nameOf: (name: string) => string): Body {
  const { waves, waivers, recoveryPoint } = body;
  const changed = (value: unknown) => (typeof value === 'string' ? nameOf(value) : value);
  const inWave = ({ sourceServerIds, ...others }: Body) =>
    Array.isArray(sourceServerIds) ? { ...others, sourceServerIds: sourceServerIds.map(changed) } : others;
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
    if (Object.hasOwn(points, id)) throw usageError(`two recovery points are given for ${id}`, 'name each server once');
    points[id] = point;
  }
  return points;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
