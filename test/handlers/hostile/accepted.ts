import { isDeepStrictEqual } from 'node:util';
import { serverId } from '../../builders.ts';
import { DRILL_ID, SITE } from '../given.ts';
import { type Before, insist } from './judge.ts';
import { at, bodyOf, callerOf, recordsIn } from './messages.ts';
import { type Endpoint, PLAN_BODY } from './payloads.ts';
import type { Act, HostileWorld } from './world.ts';

type Judge = (
  event: unknown,
  answer: unknown,
  acts: Act[],
  world: HostileWorld,
  before: Before,
) => Promise<void> | void;

/** For each endpoint, what a payload may change, and that it changed exactly what it says. */
export const accepted: Record<Endpoint, Judge> = {
  startDrill(event, answer, acts, world, before) {
    const view: unknown = JSON.parse(String(at(answer, 'body')));
    return onlyNewDrill(bodyOf(event), callerOf(event), acts, world, before, view);
  },
  drillRequested(event, _answer, acts, world, before) {
    insist(at(event, 'account') === SITE.accountId, 'an event of another account has started a drill here', event);
    insist(at(event, 'source') === 'com.example.calendar', 'an unnamed source has started a drill', event);
    const key = at(event, 'detail.idempotencyKey') ?? at(event, 'id');
    insist(/^[\x21-\x7e]{1,255}$/.test(String(key)), 'a drill was started under a key that is none', key);
    const requestedBy = `${at(event, 'account')}/${at(event, 'source')}`;
    return onlyNewDrill(at(event, 'detail'), requestedBy, acts, world, before);
  },
  cancelDrill: (event, _answer, acts) => onlySteered(event, acts, 'CancelRequested', 'reason'),
  extendHold: (event, _answer, acts) => onlySteered(event, acts, 'HoldUntilRequested', 'holdUntil'),
  endHold: (event, _answer, acts) => onlySteered(event, acts, 'HoldEndRequested'),
  giveVerdict: (event, _answer, acts) => onlySteered(event, acts, 'VerdictGiven', 'message'),
  acknowledgeLeak: (event, _answer, acts) => onlySteered(event, acts, 'LeakAcknowledged', 'reason'),
  async addNote(event, _answer, acts, world, before) {
    only(acts, 'notes.add');
    const note = acts[0]?.reported[0];
    const said = [at(note, 'drillId'), at(note, 'by'), at(note, 'kind'), at(note, 'text')];
    const body = bodyOf(event);
    const wanted = [at(event, 'pathParameters.drillId'), callerOf(event), at(body, 'kind'), at(body, 'text')];
    insist(isDeepStrictEqual(said, wanted), 'the note is not as requested', [said, wanted]);
    insist((await world.knownDrill()) === before.knownDrill, 'the note has changed a drill', note);
  },
  async setLever(event, _answer, acts, world, before) {
    only(acts, 'levers.save');
    const requested = bodyOf(event);
    const record = acts[0]?.reported[0];
    const lever = at(record, 'lever');
    const said = [at(lever, 'state'), at(lever, 'reason'), at(lever, 'by'), at(record, 'region')];
    const wanted = [at(requested, 'state'), at(requested, 'reason'), callerOf(event), at(requested, 'region') ?? 'all'];
    insist(isDeepStrictEqual(said, wanted), 'the lever is not as requested', [said, wanted]);
    insist((await world.knownDrill()) === before.knownDrill, 'the lever has changed a drill', record);
  },
  async releaseJob(event, _answer, acts, world, before) {
    const saves = acts.filter(({ what }) => what !== 'receipts.put');
    only(saves, 'levers.save');
    const requested = bodyOf(event);
    const record = saves[0]?.reported[0];
    const released = at(record, 'released');
    const [jobId, release] = Object.entries(Object(released)).at(-1) ?? [];
    const said = [jobId, at(release, 'reason'), at(release, 'by'), at(record, 'region')];
    const wanted = [
      at(requested, 'jobId'),
      at(requested, 'reason'),
      callerOf(event),
      at(requested, 'region') ?? SITE.region,
    ];
    const isFirst = saves.length > 0;
    insist(!isFirst || isDeepStrictEqual(said, wanted), 'the release is not as requested', [said, wanted]);
    insist((await world.knownDrill()) === before.knownDrill, 'the release has changed a drill', record);
  },
  async putPlan(event, answer, acts, world, before) {
    only(acts, 'plans.save');
    const [content] = acts[0]?.reported ?? [];
    const said = [at(content, 'name'), at(content, 'body'), at(content, 'by')];
    const wanted = [at(event, 'pathParameters.name'), bodyOf(event), callerOf(event)];
    insist(isDeepStrictEqual(said, wanted), 'the plan is not as requested', [said, wanted]);
    const shown = at(JSON.parse(String(at(answer, 'body'))), 'version');
    insist(shown === at(content, 'version'), 'the response shows another version', shown);
    insist((await world.knownDrill()) === before.knownDrill, 'the plan has changed a drill', content);
  },
  deletePlan(event, _answer, acts) {
    only(acts, 'plans.delete');
    const deleted = acts.map(({ reported }) => reported[0]);
    insist(isDeepStrictEqual(deleted, [at(event, 'pathParameters.name')]), 'another plan was deleted', deleted);
  },
  putSchedule(event, _answer, acts) {
    only(acts, 'planSchedules.save');
    const schedule = acts[0]?.reported[0];
    const said = [at(schedule, 'name'), at(schedule, 'renewer.by'), at(schedule, 'terms.expression')];
    const wanted = [at(event, 'pathParameters.name'), callerOf(event), at(bodyOf(event), 'expression')];
    insist(isDeepStrictEqual(said, wanted), 'the schedule is not as requested', [said, wanted]);
  },
  deleteSchedule(event, _answer, acts) {
    only(acts, 'planSchedules.delete');
    const deleted = acts.map(({ reported }) => reported[0]);
    insist(isDeepStrictEqual(deleted, [at(event, 'pathParameters.name')]), 'another schedule was deleted', deleted);
  },
  setBlackouts(event, _answer, acts) {
    only(acts, 'levers.save');
    const blackouts = at(acts[0]?.reported[0], 'blackouts');
    const count = (list: unknown) => (Array.isArray(list) ? list.length : undefined);
    const said = [at(blackouts, 'by'), count(at(blackouts, 'list'))];
    const wanted = [callerOf(event), count(bodyOf(event))];
    insist(isDeepStrictEqual(said, wanted), 'the blackouts are not as requested', [said, wanted]);
  },
  runSchedule(event, _answer, acts) {
    const isKnown = ({ what }: Act) => what === 'drills.save' || what === 'planSchedules.save';
    insist(acts.every(isKnown), 'a run has done more than start its drill', acts);
    const drills = acts.filter(({ what }) => what === 'drills.save').map(({ reported }) => at(reported[0], 'drill'));
    insist(drills.length <= 1, 'a run has made more than one drill', acts);
    for (const drill of drills) {
      const said = [at(drill, 'schedule.name'), at(drill, 'schedule.scheduledAt'), at(drill, 'plan.name')];
      const wanted = [at(event, 'name'), Date.parse(String(at(event, 'scheduledAt'))), 'web-shop'];
      insist(isDeepStrictEqual(said, wanted), 'a run has made another drill', [said, wanted]);
    }
  },
  reconcile: nothing,
  getSchedule: nothing,
  listSchedules: nothing,
  getBlackouts: nothing,
  getPlan: nothing,
  getPlanVersion: nothing,
  listPlans: nothing,
  listPlanVersions: nothing,
  getDrill: nothing,
  getDrillRequest: nothing,
  getJournal: nothing,
  getNotes: nothing,
  getReport: nothing,
  getDifference: nothing,
  linkEvidence: nothing,
  getEvidenceKey: nothing,
  listDrills: nothing,
  getLever: nothing,
  listLeverMoves: nothing,
  listServers: nothing,
  getServer: nothing,
  listTrials: nothing,
  listFindings: nothing,
  listStatistics: nothing,
  listRegressions: nothing,
  // The drill has not ended.
  sealEvidence: nothing,
  sealOverdue: nothing,
  sweep: nothing,
  guardSweep: nothing,
  takeInventory: (_event, _answer, acts) => only(acts, 'history.saveServer'),
  drsEvent(event, _answer, acts) {
    fromHere(event);
    for (const input of received(acts)) {
      insist(at(input, 'jobId') === at(event, 'detail.job-id'), 'another job was reported', input);
      const isReport = at(input, 'type') === 'ServerReported' && at(input, 'sourceServerId') === serverId(1);
      const isRecovery = at(input, 'type') === 'RecoveryReported' && at(event, 'detail.is-drill') !== 'TRUE';
      insist(isReport || isRecovery, 'a drill got an input that the event does not say', input);
    }
  },
  ec2Event(event, _answer, acts) {
    fromHere(event);
    const state = at(event, 'detail.state');
    for (const input of received(acts)) {
      const isMeant =
        at(input, 'type') === 'InstanceReportedGone' ? state === 'terminated' : at(input, 'state') === state;
      insist(isMeant, 'a live instance counts as gone', input);
      insist(at(input, 'instanceId') === at(event, 'detail.instance-id'), 'another instance was reported', input);
    }
  },
  ssmEvent(event, _answer, acts) {
    fromHere(event);
    for (const input of received(acts)) {
      insist(at(input, 'type') === 'CommandReported', 'a drill got another input', input);
      insist(at(input, 'instanceId') === at(event, 'detail.instance-id'), 'another instance was reported', input);
      insist(at(input, 'commandId') === at(event, 'detail.command-id'), 'another command was reported', input);
    }
  },
  wake(event, _answer, acts) {
    only(acts, 'inbox.put');
    const [drillId, , , input] = acts[0]?.reported ?? [];
    const reported = [drillId, at(input, 'type'), at(input, 'n')];
    insist(
      isDeepStrictEqual(reported, [at(event, 'drillId'), 'Woken', at(event, 'n')]),
      'another wake was delivered',
      reported,
    );
  },
  hardStop(event, _answer, acts) {
    const [drillId, n] = [at(event, 'drillId'), at(event, 'n')];
    insist(
      typeof drillId === 'string' && typeof n === 'number' && n >= 1,
      'an unreadable hard stop was executed',
      event,
    );
    for (const { what, reported } of acts) {
      // The guard repeats the same hard stop until no instance is alive.
      const requested =
        what === 'schedules.create'
          ? [at(reported[0], 'payload.drillId'), at(reported[0], 'payload.n')]
          : [reported[0], n];
      const isKnown = ['drills.note', 'inbox.put', 'schedules.create'].includes(what);
      insist(isKnown && isDeepStrictEqual(requested, [drillId, n]), 'another drill was stopped', reported);
    }
  },
  performCheck: performed,
  performEffect: performed,
  stream(_event, _answer, acts) {
    only(
      acts.filter(({ reported }) => at(reported[0], 'effectId') !== 'sentinel'),
      'queue.send',
    );
  },
};

function performed(event: unknown, _answer: unknown, acts: Act[]): void {
  const messages = (recordsIn(event) ?? []).map((record) => at(record, 'body'));
  const requested = messages.some((text) => typeof text === 'string' && text.includes(DRILL_ID) && text.includes('e1'));
  insist(requested, 'an effect was performed that no message names', messages);
  insist(
    acts.every(({ what, reported }) => what === 'drills.save' && drillIdOf(reported) === DRILL_ID),
    'more was changed than the drill',
    acts,
  );
}

function nothing(_event: unknown, _answer: unknown, acts: Act[]): void {
  insist(false, 'a question has changed something', acts);
}

/** One drill more, exactly as in the body; the existing drill is unchanged. */
async function onlyNewDrill(
  requested: unknown,
  requestedBy: string,
  acts: Act[],
  world: HostileWorld,
  before: Before,
  view?: unknown,
): Promise<void> {
  only(acts, 'drills.save');
  insist(acts.length === 1, 'more than one drill was saved', acts);
  const drill = at(acts[0]?.reported[0], 'drill');
  const meant = at(requested, 'plan') === 'web-shop' ? { ...PLAN_BODY, ...Object(requested) } : requested;
  insist(at(drill, 'plan.name') === at(requested, 'plan'), 'the drill is one of another plan', at(drill, 'plan'));
  const said = {
    site: at(drill, 'site'),
    requestedBy: at(drill, 'requestedBy'),
    servers: Object.keys(at(drill, 'servers') as object).sort(),
    holdSeconds: at(drill, 'terms.holdSeconds'),
    reason: at(drill, 'terms.reason'),
    tags: at(drill, 'terms.tags'),
  };
  const waves = at(meant, 'waves') as { sourceServerIds: string[] }[];
  const wanted = {
    site: SITE,
    requestedBy,
    servers: waves.flatMap((wave) => wave.sourceServerIds).sort(),
    holdSeconds: at(meant, 'holdSeconds'),
    reason: at(meant, 'reason'),
    tags: at(meant, 'tags') ?? {},
  };
  const onJobs = [...Object.entries(at(drill, 'terms.tags') as object).flat(), at(drill, 'terms.recoveryPlan') ?? ''];
  insist(onJobs.every(isTaggable), 'a drill has tags that AWS takes on no job', onJobs);
  insist(isDeepStrictEqual(said, wanted), 'the drill is not the requested one', [said, wanted]);
  insist(view === undefined || at(view, 'drillId') === at(drill, 'drillId'), 'the response shows another drill', view);
  insist((await world.knownDrill()) === before.knownDrill, 'another drill was changed', said);
}

/** AWS general reference, tags: letters, numbers, spaces and these signs; nothing that begins with aws:. */
function isTaggable(text: unknown): boolean {
  return typeof text === 'string' && /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/iu.test(text) && text.length <= 256;
}

function onlySteered(event: unknown, acts: Act[], cause: string, member?: string): void {
  only(acts, 'drills.save');
  const save = acts[0]?.reported[0];
  insist(
    at(event, 'pathParameters.drillId') === DRILL_ID && at(save, 'drill.drillId') === DRILL_ID,
    'another drill was steered',
    event,
  );
  insist(at(save, 'entry.cause') === cause, 'the drill got another input', at(save, 'entry'));
  const entry = JSON.stringify(at(save, 'entry.facts'));
  insist(entry.includes(JSON.stringify(callerOf(event))), 'the journal does not say who it was', entry);
  if (member === undefined) return;
  const wanted = at(bodyOf(event), member);
  const written = member === 'holdUntil' ? String(Date.parse(String(wanted))) : JSON.stringify(wanted);
  insist(entry.includes(written), 'the journal differs from the body', [entry, wanted]);
}

function fromHere(event: unknown): void {
  const site = { accountId: at(event, 'account'), region: at(event, 'region') };
  insist(isDeepStrictEqual(site, SITE), 'an event of another site was handled', site);
}

/** The inputs in the drill's inbox, and that nothing else was done. */
function received(acts: Act[]): unknown[] {
  only(acts, 'inbox.put');
  insist(
    acts.every(({ reported }) => reported[0] === DRILL_ID),
    'another drill got an input',
    acts,
  );
  return acts.map(({ reported }) => reported[3]);
}

function only(acts: Act[], what: string): void {
  insist(
    acts.every((act) => act.what === what),
    `something else was done than ${what}`,
    acts,
  );
}

function drillIdOf(reported: unknown[]): unknown {
  return at(reported[0], 'drill.drillId');
}
