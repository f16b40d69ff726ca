import { usageError } from '../commandError.ts';

/** A wave of an imported plan, with what is to be said about it. */
export interface ImportedWave {
  comments: string[];
  sourceServerIds: string[];
  waitSeconds: number;
  optional: boolean;
}

/** What a recovery plan of DRS means here, and what has no equal. */
export interface ImportedPlan {
  site: { accountId: string; region: string } | undefined;
  waves: ImportedWave[];
  comments: string[];
}

/** The longest pause before a wave. */
const WAIT_SECONDS_MAX = 7200;
const MINUTE_SECONDS = 60;

/** Reads what `aws drs list-recovery-plan-steps` printed (DRS API reference, ListRecoveryPlanSteps, model of 2026). */
export function importedPlan(printed: unknown): ImportedPlan {
  const steps: unknown = Object(printed).recoveryPlanSteps;
  if (!Array.isArray(steps))
    throw usageError('this is not what `aws drs list-recovery-plan-steps` prints: it has no recoveryPlanSteps');
  const inOrder = steps.toSorted((one, other) => Number(one?.stepOrder) - Number(other?.stepOrder));
  const plan: ImportedPlan = { site: undefined, waves: [], comments: [] };
  const pause: Pause = { seconds: 0, comments: [] };
  const sites = new Set<string>();
  for (const step of inOrder) addStep(plan, pause, sites, step);
  if (pause.seconds > 0)
    plan.comments.push(`The wait of ${pause.seconds} s after the last wave has no equal: the hold comes next.`);
  plan.comments.push(...pause.comments);
  if (Object(printed).nextToken) plan.comments.push('The list of steps was not complete: it has a nextToken.');
  return { ...plan, site: siteIn(plan, sites) };
}

/** The waits since the last wave, and comments for the next one. */
interface Pause {
  seconds: number;
  comments: string[];
}

function addStep(plan: ImportedPlan, pause: Pause, sites: Set<string>, step: unknown): void {
  const { stepName, configuration } = Object(step);
  const { serverStepConfiguration: servers, waitStepConfiguration: wait } = Object(configuration);
  if (wait !== undefined) pause.seconds += Number(Object(wait).waitDurationMinutes ?? 0) * MINUTE_SECONDS;
  else if (Array.isArray(Object(servers).servers)) addWaves(plan, pause, sites, String(stepName), servers.servers);
  else pause.comments.push(`The step ${String(stepName)} is of a kind that has no equal.`);
}

/** Servers of both impacts in one step become two waves, because a wave is optional as a whole. */
function addWaves(plan: ImportedPlan, pause: Pause, sites: Set<string>, stepName: string, servers: unknown[]): void {
  const [required, optional] = [false, true].map((wanted) => servers.filter((one) => isOptional(one) === wanted));
  for (const part of [required ?? [], optional ?? []]) {
    const sourceServerIds = part.flatMap((server) => idIn(server, sites, pause));
    if (sourceServerIds.length === 0) continue;
    const isFirst = plan.waves.length === 0;
    const comments = [`Step: ${stepName}`, ...pause.comments];
    if (isFirst && pause.seconds > 0) comments.push(`A wait of ${pause.seconds} s before the first wave has no equal.`);
    if (pause.seconds > WAIT_SECONDS_MAX)
      comments.push(`The wait was ${pause.seconds} s; at most ${WAIT_SECONDS_MAX} s are possible.`);
    const waitSeconds = isFirst ? 0 : Math.min(pause.seconds, WAIT_SECONDS_MAX);
    plan.waves.push({ comments, sourceServerIds, waitSeconds, optional: part === optional });
    Object.assign(pause, { seconds: 0, comments: [] });
  }
}

/** `impactLevel` is CRITICAL unless it is specified. */
function isOptional(server: unknown): boolean {
  return Object(server).impactLevel === 'OPTIONAL';
}

function idIn(server: unknown, sites: Set<string>, pause: Pause): string[] {
  const arn = String(Object(server).serverArn);
  const [, region, accountId, id] =
    /^arn:[\w-]+:drs:([\w-]+):(\d{12}):source-server\/(s-[0-9a-zA-Z]{17})$/.exec(arn) ?? [];
  if (id === undefined) {
    pause.comments.push(`This is no source server: ${arn}`);
    return [];
  }
  sites.add(`${accountId} ${region}`);
  return [id];
}

/** A drill has one site. */
function siteIn(plan: ImportedPlan, sites: Set<string>): ImportedPlan['site'] {
  const [first, ...others] = sites;
  if (first === undefined || others.length > 0) {
    if (others.length > 0)
      plan.comments.push(`Its servers are in several places: ${[...sites].join(', ')}. A plan has one.`);
    return undefined;
  }
  const [accountId = '', region = ''] = first.split(' ');
  return { accountId, region };
}
