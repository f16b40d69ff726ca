import type { Drill } from '../documents.ts';
import type { Session } from '../http/session.ts';
import { drillSheet } from './drillSheet.ts';
import { hostNames } from './hostNames.ts';

/** A drill as people see it, its servers with their host names. */
export async function drillTable(session: Session, drill: Drill): Promise<string> {
  const ids = drill.servers.map(({ sourceServerId }) => sourceServerId);
  return drillSheet(drill, await hostNames(session, ids));
}
