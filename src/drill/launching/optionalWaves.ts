import type { Drill, Launch } from '../drill.ts';
import { record, type Step, serversOf } from '../step.ts';

/**
 * At its deadline an optional wave goes on without the servers that have no result. Their jobs may still launch them,
 * and the cleanup looks for that. False when it cannot go on: a StartRecovery was never answered.
 */
export function giveUpOptional(step: Step, wave: number, error: string): boolean {
  const { drill } = step;
  if (drill.waves[wave]?.optional !== true) return false;
  if (drill.launches.some((launch) => launch.wave === wave && launch.state === 'REQUESTED')) return false;
  for (const [sourceServerId, server] of serversOf(drill)) {
    if (server.wave !== wave || server.result !== undefined) continue;
    const neverExisted = drill.launches[server.launch ?? -1]?.state === 'PLANNED';
    record(step, { type: 'ServerFailed', sourceServerId, error, instanceId: null, neverExisted, steps: {} });
  }
  drill.launches.forEach((launch, index) => {
    if (launch.wave === wave && launch.state === 'PLANNED')
      record(step, { type: 'LaunchVoid', launch: index, reason: error });
  });
  return true;
}

/** Its optional wave went on without it. It holds up neither later waves nor their jobs. */
export function isAbandoned({ waves }: Drill, { wave }: Launch): boolean {
  return waves[wave]?.optional === true && waves[wave]?.state === 'LAUNCHED';
}
