import { setTimeout as sleep } from 'node:timers/promises';
import type { Drill } from '../apiDocuments.ts';
import { CommandError, interruption } from '../commandError.ts';
import { EXIT, type ExitStatus, isSettled, statusOf } from '../exitStatus.ts';
import { apiNow } from '../http/apiTime.ts';
import type { Session } from '../http/session.ts';
import { isLocal } from '../settings.ts';
import { drillTable } from './drillTable.ts';
import { hostNames } from './hostNames.ts';
import { createProgressView, type ProgressView } from './progressView.ts';

/** How to wait for a drill. */
export interface Waiting {
  /** Shows every server, not only counts. */
  servers: boolean;
  timeout?: number;
  interval?: number;
}

/** Shows progress until the drill is settled, prints it, and returns its exit status. */
export async function awaitDrill(session: Session, drillId: string, waiting: Waiting): Promise<ExitStatus> {
  const { drill, isCompleted } = await watched(session, drillId, waiting).catch((error: unknown) => {
    if (session.interrupted.aborted) {
      session.note(`${drillId} continues to run; to watch it again:`);
      session.note(`drs-drill watch ${drillId}`);
    }
    throw error;
  });
  await session.show({ document: drill, table: () => drillTable(session, drill) });
  if (isCompleted) return statusOf(drill);
  throw new CommandError(EXIT.TIMED_OUT, `${drillId} is ${drill.phase}, and the timeout has expired`, {
    fix: `it continues; wait longer: drs-drill wait ${drillId}`,
  });
}

async function watched(
  session: Session,
  drillId: string,
  waiting: Waiting,
): Promise<{ drill: Drill; isCompleted: boolean }> {
  let view: ProgressView | undefined;
  const deadlineMs =
    waiting.timeout === undefined ? Number.POSITIVE_INFINITY : performance.now() + waiting.timeout * 1000;
  try {
    for (let looks = 0; ; looks += 1) {
      // Fails at once if the first request fails, but waits out later outages.
      const answer = await session.get<Drill>(`/v1/drills/${encodeURIComponent(drillId)}`, {}, { patient: looks > 0 });
      const drill = answer.body;
      view ??= await viewOf(session, drill, waiting);
      view.show(drill, apiNow(answer));
      const leftMs = deadlineMs - performance.now();
      if (isSettled(drill) || leftMs <= 0) return { drill, isCompleted: isSettled(drill) };
      await pause(session, Math.min(intervalMs(session, waiting), leftMs));
    }
  } finally {
    view?.end();
  }
}

/** Log lines show the host name of a server as well. */
async function viewOf(session: Session, drill: Drill, { servers }: Waiting): Promise<ProgressView> {
  const ids = servers ? drill.servers.map(({ sourceServerId }) => sourceServerId) : [];
  return createProgressView(process.stderr, { servers, hostnames: await hostNames(session, ids) });
}

/** A drill takes most of an hour, and a look is cheap. The local world runs faster than real time. */
const INTERVAL_SECONDS = 5;
const INTERVAL_SECONDS_LOCAL = 0.5;

function intervalMs({ settings: { api } }: Session, { interval }: Waiting): number {
  const usual = api !== undefined && isLocal(api) ? INTERVAL_SECONDS_LOCAL : INTERVAL_SECONDS;
  return (interval ?? usual) * 1000;
}

async function pause({ interrupted }: Session, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: interrupted }).catch(() => {
    throw interruption();
  });
}
