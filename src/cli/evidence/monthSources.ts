import type { NotesDocument } from '../../api/openapi/noteDocuments.ts';
import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import type { StatisticDocument } from '../../api/openapi/statisticsDocuments.ts';
import type { DayCounted, DrillOfMonth, MonthSources, OverdueServer } from '../../evidence/month/month.ts';
import { startOf } from '../../evidence/month/monthOf.ts';
import type { Note } from '../../evidence/notes.ts';
import type { Summary } from '../apiDocuments.ts';
import { CommandError } from '../commandError.ts';
import { allOf, pagesOf, type Wanted } from '../http/pages.ts';
import type { Session } from '../http/session.ts';
import { coverageOf } from '../terminal/coverageSheet.ts';
import { serversWanted } from '../verbs/analystLists.ts';
import { drillsWanted } from '../verbs/drillLists.ts';
import { STATISTICS } from '../verbs/statisticListings.ts';

/** Everything that the API knows about a month, such as `2026-10`. */
export async function monthSources(session: Session, month: string): Promise<MonthSources> {
  const range = { from: { at: startOf(month) }, to: { at: startOf(month, 1) } };
  const madeAt = new Date(await session.now()).toISOString();
  const drills = (await rowsOf<Summary>(session, drillsWanted(range))).map(drillOfMonth);
  const servers = await rowsOf<ServerDocument>(session, serversWanted({}));
  return {
    month,
    madeAt,
    region: null,
    drills,
    coverage: coverageOf(servers, { site: undefined, maxAgeSeconds: MAX_AGE_SECONDS, evidenceLevel: null }),
    overdue: await overdueServers(session),
    days: await daysOf(session, month),
    daysBefore: await daysOf(session, startOf(month, -1).slice(0, 7)),
    notes: await notesOf(session, drills),
  };
}

/** As `drs-drill coverage` counts when nothing else is given. */
const MAX_AGE_SECONDS = 90 * 86_400;

async function rowsOf<Row>(session: Session, wanted: Wanted<Row>): Promise<Row[]> {
  return (await allOf(pagesOf(session, wanted))).rows;
}

function drillOfMonth({ site, servers, ...drill }: Summary): DrillOfMonth {
  const { drillId, requestedAt, requestedBy, reason, recoveryPlan, endedAt, outcome, cleanup, world } = drill;
  return {
    drillId,
    region: site.region,
    requestedAt,
    requestedBy,
    reason,
    recoveryPlan,
    endedAt,
    outcome,
    cleanup,
    world,
    evidenceLevel: drill.evidenceLevel,
    servers: servers.total,
  };
}

/** Servers that DRS no longer protects are not overdue. The API refuses the question where no limit is set. */
async function overdueServers(session: Session): Promise<OverdueServer[] | null> {
  const { query, ...wanted } = serversWanted({});
  const reading = rowsOf<ServerDocument>(session, { ...wanted, query: { ...query, overdue: 'true' } });
  const servers = await reading.catch((error: unknown) => {
    if (error instanceof CommandError && error.httpStatus === 400) return null;
    throw error;
  });
  if (servers === null) return null;
  return servers.flatMap(({ removedAt, sourceServerId, hostname, lastPassed }) =>
    removedAt === null ? [{ sourceServerId, hostname, lastPassedAt: lastPassed?.endedAt ?? null }] : [],
  );
}

async function daysOf(session: Session, month: string): Promise<DayCounted[]> {
  const last = new Date(Date.parse(startOf(month, 1)) - 1).toISOString().slice(0, 10);
  const query = { by: 'day', from: `${month}-01`, to: last };
  return (await rowsOf(session, { path: '/v1/statistics', query, listing: STATISTICS })).map(dayCounted);
}

function dayCounted({ key, drills, recoveryTimeSeconds, objectives, ...rest }: StatisticDocument): DayCounted {
  const { trials, passed, stopped, instanceHours } = rest;
  return {
    day: key,
    drills: drills.total,
    trials,
    passed,
    stopped,
    objectivesMet: objectives.MET,
    objectivesMissed: objectives.MISSED,
    medianRecoveryTimeSeconds: recoveryTimeSeconds.p50,
    longestRecoveryTimeSeconds: recoveryTimeSeconds.max,
    instanceHours,
  };
}

/** One drill after the other: a month is read by one person, and nobody waits for the API because of it. */
async function notesOf(session: Session, drills: DrillOfMonth[]): Promise<Note[]> {
  const all: Note[] = [];
  for (const { drillId } of drills) {
    const { body } = await session.get<NotesDocument>(`/v1/drills/${encodeURIComponent(drillId)}/notes`);
    all.push(...body.notes);
  }
  return all;
}
