import type { DrillFlags } from './drillBody.ts';
import type { Session } from './http/session.ts';
import { serverIds } from './serverNames.ts';

/** What a drill is asked for with, each server by its id. */
export async function withServerIds(session: Session, flags: DrillFlags): Promise<DrillFlags> {
  const { server, wave, waive, recoveryPoint, site } = flags;
  const points = recoveryPoint?.type === 'ID' ? Object.keys(recoveryPoint.ids) : [];
  const waived = (waive ?? []).flatMap(({ sourceServerId }) => sourceServerId ?? []);
  const named = [...new Set([...(server ?? []), ...(wave ?? []).flat(), ...waived, ...points])];
  const ids = await serverIds(session, named, site);
  const known = new Map(named.map((name, index) => [name, ids[index] ?? name]));
  const id = (name: string) => known.get(name) ?? name;
  return {
    ...flags,
    ...(server && { server: server.map(id) }),
    ...(wave && { wave: wave.map((one) => one.map(id)) }),
    ...(waive && {
      waive: waive.map((one) =>
        one.sourceServerId === undefined ? one : { ...one, sourceServerId: id(one.sourceServerId) },
      ),
    }),
    ...(recoveryPoint?.type === 'ID' && {
      recoveryPoint: {
        type: 'ID',
        ids: Object.fromEntries(Object.entries(recoveryPoint.ids).map(([name, point]) => [id(name), point])),
      },
    }),
  };
}
