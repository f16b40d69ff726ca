import { InvalidArgumentError } from 'commander';
import { PLAN_OVERRIDES } from '../api/planStart.ts';
import { type ChoiceFlags, choiceOf } from './chosenServers.ts';
import { usageError } from './commandError.ts';
import { type Moment, past, type Timed } from './durations.ts';
import type { Session } from './http/session.ts';
import { readYaml } from './plans/planFile.ts';

/** The options of `start` that become the body of the request. */
export interface DrillFlags extends ChoiceFlags {
  file?: string;
  server?: string[];
  wave?: string[][];
  hold?: number;
  reason?: string;
  recoveryPoint?: RecoveryPoint;
  lagMax?: number;
  bootMax?: number;
  launchAllowance?: number;
  startWithin?: number;
  onLaunchFailure?: string;
  objectiveRecoveryTime?: number;
  objectiveRecoveryPoint?: number;
  waive?: Waiver[];
  check?: string[];
  endWhenChecked?: true;
  dryRun?: boolean;
  plan?: string;
  planVersion?: number;
  recoveryPlan?: string;
  change?: string;
  tag?: Record<string, string>;
  account?: string;
  site?: string;
}

export type RecoveryPoint =
  | { type: 'LATEST' }
  | { type: 'AT_OR_BEFORE'; at: string | Timed }
  | { type: 'ID'; ids: Record<string, string> };

export interface Waiver {
  check: string;
  sourceServerId?: string;
  reason: string;
}

/** The parts of the session needed to read the body from a terminal. */
type Person = Pick<Session, 'interrupted' | 'note' | 'now'>;

/** Builds the body of the request from the file or for a plan, with the options overriding it. */
export async function drillBody(flags: DrillFlags, person: Person): Promise<Record<string, unknown>> {
  if (flags.plan !== undefined) return planStart(flags.plan, flags, await requestedIn(flags, person));
  const fromFile = flags.file === undefined ? {} : (await readYaml(flags.file, person)).body;
  if (flags.planVersion !== undefined) throw usageError('--plan-version needs --plan');
  const body = { ...fromFile, ...(await requestedIn(flags, person)) };
  const missing = NEEDED.filter(([member]) => body[member] === undefined).map(([, option]) => option);
  if (missing.length > 0)
    throw usageError(`a drill needs ${missing.join(' and ')}`, 'drs-drill start --help shows examples');
  return body;
}

/** The options as members of the body. */
async function requestedIn(flags: DrillFlags, person: Person): Promise<Record<string, unknown>> {
  return given({
    accountId: flags.account,
    region: flags.site,
    waves: wavesOf(flags),
    recoveryPoint: await pointOf(flags, person),
    holdSeconds: flags.hold,
    lagSecondsMax: flags.lagMax,
    bootSecondsMax: flags.bootMax,
    launchAllowanceSeconds: flags.launchAllowance,
    startWithinSeconds: flags.startWithin,
    onLaunchFailure: flags.onLaunchFailure,
    objectives: objectivesOf(flags),
    waivers: flags.waive,
    checks: flags.check?.map((name) => ({ name, kind: 'VERDICT' })),
    endHold: flags.endWhenChecked && 'WHEN_CHECKED',
    dryRun: flags.dryRun,
    recoveryPlan: flags.recoveryPlan,
    reason: flags.reason,
    changeReference: flags.change,
    tags: flags.tag,
  });
}

/** The plan decides everything that a start from it may not change. */
function planStart(plan: string, flags: DrillFlags, requested: Record<string, unknown>): Record<string, unknown> {
  const others = [
    ...(flags.file === undefined ? [] : ['file']),
    ...Object.keys(requested).filter((name) => !PLAN_OVERRIDES.includes(name)),
  ];
  if (others.length > 0)
    throw usageError(
      `the plan ${plan} decides ${others.join(', ')}`,
      'start without these options, or save another version of the plan',
    );
  return { plan, ...given({ planVersion: flags.planVersion }), ...requested };
}

const NEEDED: [string, string][] = [
  ['waves', '--plan, --server, --wave or --servers-by-tag'],
  ['holdSeconds', '--hold'],
  ['reason', '--reason'],
];

function wavesOf({ server, wave, ...flags }: DrillFlags): Record<string, unknown>[] | undefined {
  if (server !== undefined && wave !== undefined) {
    throw usageError(
      '--server and --wave cannot be combined: all --server options make one wave, each --wave makes its own',
    );
  }
  const servers = choiceOf(flags);
  if (servers !== undefined && (server ?? wave) !== undefined)
    throw usageError('--servers-by-tag makes the only wave, so it cannot be combined with --server or --wave');
  if (servers !== undefined) return [{ servers }];
  const waves = wave ?? (server === undefined ? undefined : [server]);
  return waves?.map((sourceServerIds) => ({ sourceServerIds }));
}

async function pointOf({ recoveryPoint }: DrillFlags, person: Person): Promise<RecoveryPoint | undefined> {
  if (recoveryPoint?.type !== 'AT_OR_BEFORE' || typeof recoveryPoint.at === 'string') return recoveryPoint;
  return { ...recoveryPoint, at: recoveryPoint.at(await person.now()) };
}

function objectivesOf({ objectiveRecoveryTime, objectiveRecoveryPoint }: DrillFlags) {
  const objectives = given({
    recoveryTimeSeconds: objectiveRecoveryTime,
    recoveryPointSeconds: objectiveRecoveryPoint,
  });
  return Object.keys(objectives).length === 0 ? undefined : objectives;
}

function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** `--server s-1 --server s-2,s-3` */
export function addServers(text: string, before: string[] = []): string[] {
  return [...before, ...listed(text)];
}

/** `--wave s-1,s-2 --wave s-3`: one wave per option. */
export function addWave(text: string, before: string[][] = []): string[][] {
  return [...before, listed(text)];
}

/** `--tag key=value` */
export function addTag(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError('It must be key=value.');
  return { ...before, [key]: value };
}

/** `--waive lag=s-1:reason`, `--waive lag:reason` for all servers. */
export function addWaiver(text: string, before: Waiver[] = []): Waiver[] {
  const [, check, sourceServerId, reason] = /^([^=:]+)(?:=([^:]+))?:(.+)$/s.exec(text) ?? [];
  if (check === undefined || reason === undefined) {
    throw new InvalidArgumentError('It must be check:reason or check=server:reason, for example lag=s-…:"slow line".');
  }
  return [...before, { check, ...(sourceServerId !== undefined && { sourceServerId }), reason }];
}

/** `latest`, a time, a duration before now, or `server=snapshot` for each server. */
export function recoveryPoint(read: (text: string) => Moment): (text: string, before?: RecoveryPoint) => RecoveryPoint {
  return (text, before) => {
    if (before !== undefined && !(before.type === 'ID' && text.includes('=')))
      throw new InvalidArgumentError('It can be given only once, except as server=snapshot.');
    if (/^latest$/i.test(text)) return { type: 'LATEST' };
    if (!text.includes('=')) return { type: 'AT_OR_BEFORE', at: past(read(text)) };
    const ids: Record<string, string> = { ...before?.ids };
    for (const pair of listed(text)) {
      const [name = '', point = ''] = pair.split('=', 2);
      if (Object.hasOwn(ids, name)) throw new InvalidArgumentError(`${name} has two recovery points.`);
      ids[name] = point;
    }
    return { type: 'ID', ids };
  };
}

function listed(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => part !== '')) return parts;
  throw new InvalidArgumentError('It must be one or more ids separated by commas.');
}
