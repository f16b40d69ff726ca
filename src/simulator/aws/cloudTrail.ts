import { AwsFault, type Caller } from './contract.ts';
import { createDice, hashOf } from './dice.ts';
import type { ForwardedCall } from './iam/forwardedCall.ts';
import { callsOfLaunch, callsOfTermination } from './iam/forwardedCalls.ts';
import type { Step } from './iam/forwardedRows.ts';
import type { Instant } from './instant.ts';
import { pageOf } from './paging.ts';
import { type Input, optionalText, optionalWhole, type Refuse, structures, text } from './requestFields.ts';
import { type LaunchRecord, type Site, siteOf, type TerminationRecord, type World } from './state.ts';

/*
 * CloudTrail's event history: only who launched and terminated, and what DRS did on the caller's behalf. Not
 * simulated: other calls, failed calls, request parameters, resources, filters other than those in LOOKUPS.
 */

/** Carries out one call to CloudTrail. */
export function callTrail(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  if (operation !== 'LookupEvents')
    throw new AwsFault('UnknownOperationException', 400, `The operation ${operation} is not simulated.`);
  const passes = readLookup(input);
  const from = readMoment(input, 'StartTime') ?? Number.NEGATIVE_INFINITY;
  const to = Math.min(readMoment(input, 'EndTime') ?? world.state.now, world.state.now - SHOWN_AFTER_MILLISECONDS);
  const site = siteOf(world, caller);
  const newestFirst = trailEntriesOf(world, site)
    .filter((one) => one.at >= from && one.at <= to && passes(one))
    .sort((one, other) => other.at - one.at);
  const size = optionalWhole(input, 'MaxResults', refuse, 1, EVENTS_PER_PAGE_MAX) ?? EVENTS_PER_PAGE_MAX;
  const page = pageOf(newestFirst, ({ id }) => id, size, optionalText(input, 'NextToken', refuse));
  if (page === undefined) throw new AwsFault('InvalidNextTokenException', 400, 'The token is not valid.');
  const Events = page.items.map((one) => eventView(site, one));
  return page.nextToken === undefined ? { Events } : { Events, NextToken: page.nextToken };
}

/** CloudTrail user guide: events are delivered within about five minutes of the call, on average. */
const SHOWN_AFTER_MILLISECONDS = 300_000;
/** CloudTrail API reference, LookupEvents. */
const EVENTS_PER_PAGE_MAX = 50;

const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidLookupAttributesException', 400, `${field} ${message}`);
};

/** A call as the trail records it. */
interface TrailEntry {
  id: string;
  at: Instant;
  /** `drs`, `ec2` … */
  service: string;
  name: string;
  /** The function whose role made the call. */
  by: string;
  /** The response; null for read calls and for calls without a response. */
  answer: Record<string, unknown> | null;
  /** Made by DRS on the caller's behalf. */
  forwarded: boolean;
}

const LOOKUPS: Readonly<Record<string, (one: TrailEntry) => string>> = {
  EventId: ({ id }) => id,
  EventName: ({ name }) => name,
  EventSource: ({ service }) => sourceOf(service),
  Username: ({ by }) => by,
};

function readLookup(input: Input): (one: TrailEntry) => boolean {
  const [requested, ...more] = structures(input, 'LookupAttributes', refuse);
  if (more.length > 0) return refuse('LookupAttributes', 'may hold one attribute');
  if (requested === undefined) return () => true;
  const read = LOOKUPS[text(requested, 'AttributeKey', refuse)] ?? refuse('AttributeKey', 'is not simulated');
  const wanted = text(requested, 'AttributeValue', refuse);
  return (one) => read(one) === wanted;
}

/** Seconds since the epoch, as AWS JSON writes timestamps. */
function readMoment(input: Input, field: string): Instant | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value * 1000 : refuse(field, 'must be a moment');
}

function trailEntriesOf({ state }: World, site: Site): TrailEntry[] {
  const here = ({ accountId, region }: Caller) => accountId === site.accountId && region === site.region;
  return [
    ...state.history.launches.filter(here).flatMap((record) => launchTrailEntries(site, record)),
    ...state.history.terminations.filter(here).flatMap((record) => terminationTrailEntries(site, record)),
  ];
}

function launchTrailEntries(site: Site, record: LaunchRecord): TrailEntry[] {
  const job = site.jobs[record.jobId];
  const forwarded = record.sourceServerIds.flatMap((id) => {
    const server = site.servers[id];
    if (server === undefined || job === undefined) return [];
    const own = job.log.filter(({ data }) => data['sourceServerID'] === id).map(({ event }) => event);
    const plan = {
      jobID: job.jobID,
      tagged: Object.keys(record.tags).length > 0,
      firstUse: site.jobOrder[0] === job.jobID,
      replaces: own.includes('CLEANUP_START'),
      pinned: !own.includes('SNAPSHOT_START'),
    };
    return inSteps(site, record, id, callsOfLaunch(site, server, plan));
  });
  return [called(record, 'StartRecovery', { job: { jobID: record.jobId } }), ...forwarded];
}

function terminationTrailEntries(site: Site, record: TerminationRecord): TrailEntry[] {
  const ids = site.jobs[record.jobId]?.servers.map(({ sourceServerID }) => sourceServerID) ?? [];
  const forwarded = ids.flatMap((id) => {
    const server = site.servers[id];
    return server === undefined ? [] : inSteps(site, record, id, callsOfTermination(site, server, record.jobId));
  });
  return [called(record, 'TerminateRecoveryInstances', { job: { jobID: record.jobId } }), ...forwarded];
}

type Made = Pick<LaunchRecord, 'at' | 'jobId' | 'by'>;

function called({ at, jobId, by }: Made, name: string, answer: Record<string, unknown>): TrailEntry {
  return trailEntry({ at, service: 'drs', name, by: by ?? 'local', answer, forwarded: false }, jobId);
}

/** Each call once, at the start of its step in the job log. A step that never began made no calls. */
function inSteps(site: Site, { jobId, by }: Made, sourceServerID: string, calls: ForwardedCall[]): TrailEntry[] {
  const log = site.jobs[jobId]?.log.filter(({ data }) => data['sourceServerID'] === sourceServerID) ?? [];
  const beganAt = (step: Step) => log.find(({ event }) => event === `${step}_START`)?.at;
  const made = calls.filter(isCall).flatMap(({ action, step }) => {
    const at = beganAt(step);
    const [service = '', name = ''] = action.split(':');
    return at === undefined ? [] : [{ at, service, name }];
  });
  const once = new Map(made.map((one) => [`${one.at} ${one.service}:${one.name}`, one]));
  return [...once.values()].map((one) =>
    trailEntry({ ...one, by: by ?? 'local', answer: null, forwarded: true }, `${jobId} ${sourceServerID}`),
  );
}

/** Not calls by DRS, although IAM evaluates them: iam:PassRole, tagging on create, key use through EC2. */
function isCall({ action, keys }: ForwardedCall): boolean {
  if (keys['aws:ViaAWSService'] === undefined || keys['kms:ViaService'] !== undefined) return false;
  return action !== 'iam:PassRole' && action !== 'ec2:CreateTags';
}

/** An entry whose id is the same at every lookup. */
function trailEntry(one: Omit<TrailEntry, 'id'>, about: string): TrailEntry {
  return { ...one, id: createDice(hashOf(`${about} ${one.at} ${one.service}:${one.name}`)).uuid() };
}

function sourceOf(service: string): string {
  return `${service}.amazonaws.com`;
}

/** CloudTrail user guide, record contents: a call that a service makes for its caller has `invokedBy`. */
function eventView(site: Site, one: TrailEntry): Record<string, unknown> {
  const { id, at, service, name, by, answer, forwarded } = one;
  const readOnly = /^(Describe|Get|List)/.test(name);
  const through = forwarded ? 'drs.amazonaws.com' : '127.0.0.1';
  const whole = {
    eventVersion: '1.11',
    userIdentity: identityOf(site, one),
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: sourceOf(service),
    eventName: name,
    awsRegion: site.region,
    sourceIPAddress: through,
    userAgent: through,
    requestParameters: null,
    responseElements: answer,
    eventID: id,
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: site.accountId,
    eventCategory: 'Management',
  };
  return {
    EventId: id,
    EventName: name,
    EventSource: sourceOf(service),
    EventTime: Math.floor(at / 1000),
    ReadOnly: String(readOnly),
    Username: by,
    Resources: [],
    CloudTrailEvent: JSON.stringify(whole),
  };
}

/** CloudTrail user guide, userIdentity: the assumed role, and the service that calls on its behalf. */
function identityOf({ accountId }: Site, { by, forwarded }: TrailEntry): Record<string, unknown> {
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${accountId}:assumed-role/${by}/${by}`,
    accountId,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/${by}`, accountId, userName: by },
      attributes: {},
    },
    ...(forwarded ? { invokedBy: 'drs.amazonaws.com' } : {}),
  };
}
