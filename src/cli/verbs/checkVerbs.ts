import type { Command } from 'commander';
import type { Drill } from '../apiDocuments.ts';
import { CommandError, usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { keyOf } from '../http/session.ts';
import { type CheckOfDrill, checksOf, checkTable, serversNamed } from '../terminal/checkSheet.ts';
import { hostNames } from '../terminal/hostNames.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill checks, verdict */
export function addChecks(program: Command): void {
  addVerb(program, 'checks <drill>', CHECKS, checks);
  addVerb<VerdictFlags>(program, 'verdict <drill> <check>', VERDICT, verdict)
    .option('--passed', 'the check has passed')
    .option('--failed', 'the check has failed')
    .requiredOption('--message <text>', 'what was seen, for the record')
    .option('--evidence-url <url>', 'where the proof is kept')
    .option('--idempotency-key <key>', 'a repeated key has no further effect');
}

async function checks({ session, args: [drillId = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body: drill } = await session.get<Drill>(pathOf(drillId));
  const all = checksOf(drill);
  const columns = ['name', 'kind', 'required', 'state', 'by', 'because', 'evidenceUrl'];
  const table = async () => checkTable(drill, await hostNames(session, serversNamed(all)));
  await session.show({ document: { checks: all }, rows: 'checks', columns, table });
  return all.every(isFine) ? EXIT.OK : EXIT.FAILED;
}

/** A required check that has ended without passing is not. */
function isFine({ required, state }: CheckOfDrill): boolean {
  return !required || ['WAITING', 'RUNNING', 'PASSED'].includes(state);
}

interface VerdictFlags {
  passed?: true;
  failed?: true;
  message: string;
  evidenceUrl?: string;
  idempotencyKey?: string;
}

async function verdict({ session, args: [drillId = '', name = ''], flags }: Call<VerdictFlags>): Promise<ExitStatus> {
  const { passed, failed, message, evidenceUrl } = flags;
  if ((passed === undefined) === (failed === undefined))
    throw usageError(
      'give either --passed or --failed',
      `drs-drill verdict ${drillId} ${name} --passed --message TEXT`,
    );
  const path = `${pathOf(drillId)}/checks/${encodeURIComponent(name)}`;
  const body = { passed: passed === true, message, evidenceUrl };
  const { body: drill } = await session.write<Drill>({ method: 'PUT', path, body }, keyOf(flags));
  const check = checksOf(drill).find((one) => one.name === name);
  if (check === undefined) throw new CommandError(EXIT.REFUSED, `${drillId} has no check ${name}`);
  await session.show({ document: check, table: () => checkTable({ ...drill, checks: [check] }) });
  return EXIT.OK;
}

function pathOf(drillId: string): string {
  return `/v1/drills/${encodeURIComponent(drillId)}`;
}

const CHECKS: Manual = {
  summary: 'show the checks of a drill',
  description:
    'Shows the checks of a drill: state, how many servers passed, who gave the verdict, and why a check did not pass. The exit status says whether a required check has ended without passing.',
  examples: [['Those without a result', 'drs-drill checks d-… --query "checks[?state==\'RUNNING\'].name"']],
  exits: [EXIT.FAILED],
};

const VERDICT: Manual = {
  summary: 'give the verdict on a check',
  description:
    'Says whether a check of the kind VERDICT has passed, or of the kind LAMBDA whose function leaves that to people, until the end of the hold. The first verdict is final; the same one again changes nothing.',
  examples: [
    ['A tester', 'drs-drill verdict d-… orders-work --passed --message "placed order 4711"'],
    [
      'A pipeline',
      'run-tests && drs-drill verdict d-… tests --passed --message "412 tests" --evidence-url https://ci.example.com/runs/4711',
    ],
  ],
  exits: [],
};
