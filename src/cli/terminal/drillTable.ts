import type { Drill } from '../apiDocuments.ts';
import type { Session } from '../http/session.ts';
import { drillSheet } from './drillSheet.ts';
import { hostNames } from './hostNames.ts';

/** A drill for people, with the host names of its servers. */
export async function drillTable(session: Session, drill: Drill): Promise<string> {
  const ids = drill.servers.map(({ sourceServerId }) => sourceServerId);
  return drillSheet(drill, await hostNames(session, ids));
}
