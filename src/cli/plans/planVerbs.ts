import type { Command } from 'commander';
import type { PlanDocument, PlanLineDocument } from '../../api/openapi/planDocuments.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { type SteeringFlags, steer } from '../steer.ts';
import { confirmed } from '../terminal/confirm.ts';
import { yaml } from '../terminal/escaped.ts';
import { setManual } from '../terminal/manual.ts';
import { PLAN_LISTS } from '../verbs/lists.ts';
import { addListVerb } from '../verbs/listVerbs.ts';
import { addYes } from '../verbs/steerVerbs.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { COUNT_MAX, whole } from '../wholeNumber.ts';
import { importPlan } from './importVerb.ts';
import { planDiff } from './planDiff.ts';
import { readPlan } from './planFaults.ts';
import { planNameOf } from './planFile.ts';
import { PLANS } from './planListings.ts';
import { APPLY, DELETE, DIFF, GET, IMPORT, PLAN, VALIDATE } from './planManuals.ts';
import { savedPlan, versionPath } from './savedPlan.ts';

/** drs-drill plan */
export function addPlan(program: Command): void {
  const plan = program.command('plan').summary(PLAN.summary);
  setManual(plan, PLAN);
  addYes(addNamed(addVerb<ApplyFlags>(plan, 'apply <file>', APPLY, apply)));
  addVersioned(addVerb<VersionFlags>(plan, 'get <plan>', GET, get));
  for (const list of PLAN_LISTS) addListVerb(plan, list);
  addVersioned(addNamed(addVerb<ApplyFlags & VersionFlags>(plan, 'diff <file>', DIFF, diff)));
  addYes(addVerb<SteeringFlags>(plan, 'delete <plan>', DELETE, remove)).option('--force', 'delete any version');
  addVerb(plan, 'validate <file>', VALIDATE, validate);
  addVerb(plan, 'import <file>', IMPORT, importPlan);
}

interface ApplyFlags {
  name?: string;
  yes?: boolean;
}

interface VersionFlags {
  planVersion?: number;
}

function addNamed(command: Command): Command {
  return command.option('--name <name>', 'the name of the plan (default that of the file, without its ending)');
}

function addVersioned(command: Command): Command {
  return command.option('--plan-version <number>', 'this version (default the newest)', whole(1, COUNT_MAX));
}

async function apply({ session, args: [file = ''], flags }: Call<ApplyFlags>): Promise<ExitStatus> {
  const { body, ...read } = await readPlan(file, session);
  const name = planNameOf(file, flags.name);
  const path = `/v1/plans/${encodeURIComponent(name)}`;
  const saved = await savedPlan(session, path);
  const changes = planDiff(shown(name, saved?.body), { name: file, body });
  if (saved !== undefined && changes === '') {
    session.note(`${name} is unchanged, in version ${saved.body.version}`);
    await session.show({ document: saved.body, table: () => PLANS.table([saved.body]) });
    return EXIT.OK;
  }
  process.stderr.write(`${changes}\n`);
  const intent = saved === undefined ? `This creates the plan ${name}.` : `This changes the plan ${name}.`;
  await confirmed(session, intent, flags);
  const condition = saved === undefined ? { 'if-none-match': '*' } : { 'if-match': saved.etag };
  const placeOf = (pointer: string) => {
    const { line, col } = read.placeOf(pointer);
    return `${read.name}:${line}:${col}`;
  };
  const ask = { method: 'PUT' as const, path, headers: condition, body, placeOf };
  const { body: plan } = await session.write<PlanDocument>(ask, name);
  await session.show({ document: plan, table: () => PLANS.table([plan]) });
  return EXIT.OK;
}

function shown(name: string, saved: PlanDocument | undefined) {
  return { name: saved === undefined ? '/dev/null' : `${name} ${saved.version}`, body: saved?.body };
}

async function get({ session, args: [name = ''], flags }: Call<VersionFlags>): Promise<ExitStatus> {
  const { body: plan } = await session.get<PlanDocument>(versionPath(name, flags.planVersion));
  await session.show({ document: plan, table: () => `${PLANS.table([plan])}\n\n${yaml(plan.body).trimEnd()}` });
  return EXIT.OK;
}

async function diff({ session, args: [file = ''], flags }: Call<ApplyFlags & VersionFlags>): Promise<ExitStatus> {
  const { body } = await readPlan(file, session);
  const name = planNameOf(file, flags.name);
  const saved = await savedPlan(session, versionPath(name, flags.planVersion));
  const changes = planDiff(shown(name, saved?.body), { name: file, body });
  const document = { plan: name, version: saved?.body.version ?? null, changed: changes !== '', diff: changes };
  await session.show({ document, table: () => changes || `${name} is unchanged` });
  return EXIT.OK;
}

async function remove({ session, args: [name = ''], flags }: Call<SteeringFlags>): Promise<ExitStatus> {
  const path = `/v1/plans/${encodeURIComponent(name)}`;
  const steering = {
    read: path,
    ask: () => ({ method: 'DELETE' as const, path }),
    intent: ({ version }: PlanDocument) =>
      `This deletes the plan ${name}: it starts no more drills. Its ${version} versions stay.`,
  };
  const line = await steer<PlanDocument, PlanLineDocument>(session, steering, flags);
  await session.show({ document: line, table: () => PLANS.table([line]) });
  return EXIT.OK;
}

async function validate({ session, args: [file = ''] }: Call<unknown>): Promise<ExitStatus> {
  await readPlan(file, session);
  session.note(`${file} is a plan; whether this deployment allows what it asks for, only \`plan apply\` checks`);
  return EXIT.OK;
}
