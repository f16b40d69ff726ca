import { SECOND_MS } from '../drill/bounds.ts';
import { objectivesOf, recoveryPoint, recoveryTime } from '../drill/clocks.ts';
import type { Drill, Instant, Launch, Server } from '../drill/drill.ts';
import { isDone } from '../drill/launching/launchActions.ts';
import type { World } from '../drill/world.ts';
import { type EvidenceLevel, evidenceOf } from './evidence.ts';
import type { ServerReport } from './serverReports.ts';

/** How long its instance was up (upper and lower bound), and how long its launch and its termination took. */
export function durationsOf(server: Server, report: ServerReport, launch: Launch | undefined) {
  const upFrom = report.steps['LAUNCH_END'] ?? report.foundAt;
  return {
    instanceSeconds: secondsFrom(upFrom, report.lostAt ?? report.goneAt),
    instanceSecondsAtLeast: isGone(server) ? secondsFrom(upFrom, upUntil(server)) : null,
    launchDurationSeconds: secondsFrom(launch?.createdAt, report.steps['LAUNCH_END']),
    terminationDurationSeconds: secondsFrom(server.terminationAt, report.goneAt),
  };
}

/** How its instance was lost. */
export function lossOf({ lost }: Server) {
  if (lost === undefined) return { lost: false, lostState: null, lostAt: null, lostReason: null };
  return { lost: true, lostState: lost.state, lostAt: lost.lostAt, lostReason: lost.reason };
}

/** The measures that objectives apply to, and whether they were met. */
export function objectiveMeasures(drill: Drill, sourceServerId: string) {
  const measured = recoveryTime(drill, sourceServerId);
  return {
    recoveryTimeSeconds: measured.seconds,
    recoveryTimeAtLeastSeconds: measured.atLeastSeconds,
    recoveryPointSeconds: recoveryPoint(drill, sourceServerId).seconds,
    objectives: objectivesOf(drill, sourceServerId)?.verdict ?? null,
  };
}

/** The evidence for it, and the world that it comes from. */
export function provedOf(drill: Drill, id: string, server: Server): { world?: World; evidence?: EvidenceLevel } {
  const { world } = drill;
  const evidence = evidenceOf(drill, id, server)?.level;
  return { ...(world && { world }), ...(evidence && { evidence }) };
}

/** It was launched, seen working, up until its hold ended, and proved gone. */
export function hasPassed(server: Server): boolean {
  const works = server.result === 'LAUNCHED' && server.verified !== undefined && server.verificationFailed !== true;
  return works && isDone(server) && server.lost === undefined && isGone(server);
}

/** An operator's acknowledgement does not prove it gone. */
function isGone({ gone }: Server): boolean {
  return gone !== undefined && gone !== 'ACKNOWLEDGED';
}

/** Until when it was certainly up. If the time of its loss is unknown, until it was seen working. */
function upUntil({ lost, terminationAt, verifiedAt }: Server): Instant | undefined {
  return (lost === undefined ? terminationAt : (lost.lostAt ?? undefined)) ?? verifiedAt;
}

function secondsFrom(from: Instant | undefined, to: Instant | undefined): number | null {
  return from === undefined || to === undefined || to < from ? null : (to - from) / SECOND_MS;
}
