import { type Command, Option } from 'commander';
import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import { seconds } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { allOf, pagesOf, type Wanted } from '../http/pages.ts';
import type { Session } from '../http/session.ts';
import { coverageOf, coverageSheet, type EvidenceLevel } from '../terminal/coverageSheet.ts';
import type { Manual } from '../terminal/manual.ts';
import { SERVERS } from './analystListings.ts';
import { addSite, evidenceOption, serversWanted } from './analystLists.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill coverage */
export function addCoverage(program: Command): void {
  addSite(addVerb<CoverageFlags>(program, 'coverage', MANUAL, coverage))
    .addOption(
      new Option('--max-age <duration>', 'the maximum age of the last pass of a covered server')
        .argParser(seconds)
        .default(90 * 86_400, '90d'),
    )
    .addOption(evidenceOption())
    .option('--overdue', 'only the servers that are overdue by the limit of the deployment (coverageDaysMax)');
}

interface CoverageFlags {
  site?: string;
  evidence?: EvidenceLevel;
  maxAge: number;
  overdue?: boolean;
}

async function coverage({
  session,
  flags: { site, maxAge, evidence, overdue },
}: Call<CoverageFlags>): Promise<ExitStatus> {
  const wanted = serversWanted({ ...(site !== undefined && { site }), ...(evidence && { evidence }) });
  if (overdue) return listOverdue(session, wanted);
  const { rows } = await allOf(pagesOf(session, wanted));
  const document = coverageOf(rows, { site, maxAgeSeconds: maxAge, evidenceLevel: evidence ?? null });
  const table = () => coverageSheet(document);
  await session.show({ document, rows: 'uncovered', columns: SERVERS.columns, table });
  return EXIT.OK;
}

/** Servers that DRS no longer protects are not overdue. */
async function listOverdue(session: Session, wanted: Wanted<ServerDocument>): Promise<ExitStatus> {
  const query = { ...wanted.query, overdue: 'true' };
  const { rows } = await allOf(pagesOf(session, { ...wanted, query }));
  const servers = rows.filter(({ removedAt }) => removedAt === null);
  const table = () => SERVERS.table(servers);
  await session.show({ document: { servers }, rows: 'servers', columns: SERVERS.columns, table });
  return EXIT.OK;
}

const MANUAL: Manual = {
  summary: 'list the servers that are not proved recoverable',
  description:
    'Counts the source servers of a Region that passed a drill recently, and lists the others: first those never drilled, then those that never passed, then those that passed too long ago. Servers removed from DRS do not count. Only a pass in AWS itself is a proof: in the local world, the coverage is SIMULATED.',
  examples: [
    ['Servers that have not passed within 30 days', 'drs-drill coverage --max-age 30d'],
    ['Servers whose application was checked', 'drs-drill coverage --evidence APPLICATION_CHECKED'],
    ['Those that the deployment wants proved', 'drs-drill coverage --overdue'],
    ['The share, for a report', "drs-drill coverage --query 'coveredShare'"],
  ],
  exits: [],
};
