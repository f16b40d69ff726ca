import type { Drill } from '../../../drill/drill.ts';
import { requiredServers } from '../../../drill/launching/requiredServers.ts';
import { hasSucceeded } from '../../aws/drs/launchActions.ts';
import type { ActionsTimeline, Site } from '../../aws/state.ts';
import { when } from './falseStatements.ts';

/** The required servers of a PASSED drill whose required post-launch actions did not all succeed. */
export function undoneThough(drill: Drill, site: Site): string[] {
  const { outcome, launches } = drill;
  if (outcome !== 'PASSED') return [];
  return requiredServers(drill).flatMap(([id, { launch = -1 }]) => {
    const part = site.jobs[launches[launch]?.jobId ?? '']?.servers.find((one) => one.sourceServerID === id);
    const { launchActions, launchDisposition } = site.servers[id] ?? {};
    if (launchActions === undefined || launchDisposition === 'STOPPED') return [];
    const required = launchActions.actions.filter(({ active, optional }) => active && !optional).length;
    const succeeded = succeededOf(part?.actions);
    return when(succeeded < required, `${succeeded} of ${required} required actions of ${id} succeeded`);
  });
}

function succeededOf(timeline: ActionsTimeline | undefined): number {
  const required = timeline?.runs.filter(({ action }) => !action.optional) ?? [];
  return required.filter((run) => timeline !== undefined && hasSucceeded(run, timeline)).length;
}
