import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Drill } from '../../src/drill/drill.ts';
import { aDrill, anEntry, aSave, START, serverId } from '../builders.ts';
import { aReceipt } from './evidence/aReceipt.ts';
import {
  DRILL_ID,
  type Given,
  givenDrill,
  givenPlan,
  givenPorts,
  givenSchedule,
  PROJECT,
  payloadOf,
  SITE,
  through,
} from './given.ts';
import { givenHistory } from './history/given.ts';

const OTHER_ID = 'd-000000000000000000000002';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

const unread = async () =>
  (await given.table.ports.inbox.unread(DRILL_ID, 25)).map(({ inboxId, input }) => ({ inboxId, ...input }));

/** The drill in the files of events/, after its end. */
async function givenEnded(): Promise<void> {
  await givenDrill(given);
  const loaded = await given.table.ports.drills.load(DRILL_ID);
  if (loaded === undefined) throw new Error('there is no drill');
  const drill: Drill = { ...loaded.drill, phase: 'ENDED', phaseAt: START, outcome: 'FAILED', cleanup: 'CLEAN' };
  const entry = anEntry(drill, 2, { facts: [{ type: 'DrillEnded' }] });
  await given.table.ports.drills.save(aSave(drill, { readVersion: 1, entry }));
}

/** The expected effect of each endpoint's payload. */
const ENDPOINTS: Record<string, () => Promise<void>> = {
  async startDrill() {
    const answer = await through('startDrill', await payloadOf('startDrill'));
    expect(answer.statusCode).toBe(202);
    const view = JSON.parse(answer.body);
    expect(answer.headers['location']).toBe(`/v1/drills/${view.drillId}`);
    expect(view).toMatchObject({
      phase: 'VALIDATING',
      requestedBy: 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals',
      waves: [{ sourceServerIds: [serverId(1), serverId(2)] }, { sourceServerIds: [serverId(3)] }],
    });
    expect(given.table.effectsOf(view.drillId).length).toBeGreaterThan(0);
  },
  async listDrills() {
    await givenDrill(given);
    const answer = await through('listDrills', await payloadOf('listDrills'));
    expect(JSON.parse(answer.body)).toMatchObject({ drills: [{ drillId: DRILL_ID, phase: 'HOLDING' }], cursor: null });
  },
  async getDrill() {
    await givenDrill(given);
    const answer = await through('getDrill', await payloadOf('getDrill'));
    expect(JSON.parse(answer.body)).toMatchObject({
      drillId: DRILL_ID,
      servers: [{ instanceId: 'i-0123456789abcdef0' }],
    });
  },
  async getDrillRequest() {
    await givenDrill(given, {}, { given: '{"reason":"quarterly rehearsal"}' });
    const answer = await through('getDrillRequest', await payloadOf('getDrillRequest'));
    expect(JSON.parse(answer.body)).toEqual({ drillId: DRILL_ID, body: { reason: 'quarterly rehearsal' } });
  },
  async getJournal() {
    await givenDrill(given);
    const answer = await through('getJournal', await payloadOf('getJournal'));
    expect(JSON.parse(answer.body)).toMatchObject({
      drillId: DRILL_ID,
      entries: [{ seq: 1, cause: 'Requested' }],
      nextSeq: null,
    });
  },
  async cancelDrill() {
    await givenDrill(given);
    const answer = await through('cancelDrill', await payloadOf('cancelDrill'));
    expect(answer.statusCode).toBe(202);
    expect(JSON.parse(answer.body)).toMatchObject({ phase: 'TERMINATING', outcome: 'CANCELLED' });
  },
  async extendHold() {
    await givenDrill(given);
    const answer = await through('extendHold', await payloadOf('extendHold'));
    expect(answer.statusCode).toBe(202);
    const [, extended] = given.table.entriesOf(DRILL_ID);
    expect(extended?.facts).toContainEqual(
      expect.objectContaining({ type: 'HoldExtensionRequested', until: Date.parse('2026-03-01T12:30:00Z') }),
    );
  },
  async endHold() {
    await givenDrill(given);
    const answer = await through('endHold', await payloadOf('endHold'));
    expect(JSON.parse(answer.body)).toMatchObject({ drillId: DRILL_ID, phase: 'TERMINATING' });
  },
  async giveVerdict() {
    await givenDrill(given);
    const answer = await through('giveVerdict', await payloadOf('giveVerdict'));
    expect(answer.statusCode).toBe(202);
    expect(JSON.parse(answer.body).checks).toMatchObject([
      {
        name: 'login-works',
        state: 'PASSED',
        because: 'Orders can be placed',
        by: 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals',
        evidenceUrl: 'https://ci.example.com/runs/4711',
        links: { verdict: `/v1/drills/${DRILL_ID}/checks/login-works` },
      },
    ]);
  },
  async drillRequested() {
    const payload = await payloadOf('drillRequested');
    await through('drillRequested', payload);
    await through('drillRequested', { ...payload, id: 'another-delivery' });
    expect(given.table.drills()).toMatchObject([{ requestedBy: '111122223333/com.example.calendar', waves: [{}] }]);
  },
  async drsEvent() {
    await givenDrill(given);
    await through('drsEvent', await payloadOf('drsEvent'));
    const input = {
      type: 'ServerReported',
      sourceServerId: serverId(1),
      jobId: 'drsjob-04ca7d0d3fb6afa3e',
      result: 'LAUNCHED',
      drillWord: 'TRUE',
    };
    expect(await unread()).toMatchObject([input]);
  },
  async ec2Event() {
    await givenDrill(given);
    await through('ec2Event', await payloadOf('ec2Event'));
    expect(await unread()).toMatchObject([{ type: 'InstanceReportedGone', sourceServerId: serverId(1) }]);
  },
  async ssmEvent() {
    await givenDrill(given);
    await through('ssmEvent', await payloadOf('ssmEvent'));
    expect(await unread()).toMatchObject([
      {
        inboxId: 'command/e8d3c0e4-71f7-4491-898f-c9b35bee5f3b/i-0123456789abcdef0',
        type: 'CommandReported',
        sourceServerId: serverId(1),
      },
    ]);
  },
  async wake() {
    await givenDrill(given);
    await through('wake', await payloadOf('wake'));
    expect(await unread()).toMatchObject([{ type: 'Woken', n: 1 }]);
  },
  async hardStop() {
    await givenDrill(given);
    await through('hardStop', await payloadOf('hardStop'));
    expect(given.aws.calls.total()['drs:DescribeJobs']).toBe(1);
    expect(await unread()).toMatchObject([{ type: 'HardStopFired', n: 1 }]);
  },
  async sweep() {
    await givenDrill(given, { at: 0, requestedAt: 0, phaseAt: 0, holdUntil: 1 });
    await through('sweep', await payloadOf('sweep'));
    expect(given.table.drills()).toMatchObject([{ drillId: DRILL_ID, phase: 'TERMINATING' }]);
  },
  async guardSweep() {
    await through('guardSweep', await payloadOf('guardSweep'));
    expect(given.aws.calls.total()['drs:DescribeJobs']).toBeUndefined();
    await through('startDrill', await payloadOf('startDrill'));
    await through('guardSweep', await payloadOf('guardSweep'));
    expect(given.aws.calls.total()['drs:DescribeJobs']).toBe(1);
  },
  async heartbeat() {
    const pings: string[] = [];
    const ping = async () => void pings.push('all is well');
    given = givenPorts({ heartbeat: { ping }, alarms: { ringing: async () => [] } });
    await through('heartbeat', await payloadOf('heartbeat'));
    expect(pings).toEqual(['all is well']);
  },
  async sealEvidence() {
    await givenEnded();
    await through('sealEvidence', await payloadOf('sealEvidence'));
    expect(await given.table.ports.seals.receipts(DRILL_ID)).toMatchObject([{ part: 'FIRST', ended: true }]);
    expect(given.aws.calls.total()).toEqual({
      'kms:GetPublicKey': 1,
      'kms:Sign': 1,
      's3:PutObject': 10,
      's3:GetObject': 2,
    });
  },
  async sealOverdue() {
    await givenEnded();
    await through('sealOverdue', await payloadOf('sealOverdue'));
    expect(await given.table.ports.seals.receipts(DRILL_ID)).toMatchObject([{ part: 'FIRST', ended: true }]);
    expect(given.logged).toEqual(['the evidence of a drill was sealed', 'evidence that was due has been sealed']);
  },
  async takeInventory() {
    const ids = given.aws.addServers(SITE, 2);
    await through('takeInventory', await payloadOf('takeInventory'));
    const { items } = await given.table.ports.history.servers(SITE, 10);
    expect(items.map(({ sourceServerId }) => sourceServerId)).toEqual(ids.toSorted());
    expect(Object.keys(given.aws.calls.total())).toEqual(['drs:DescribeSourceServers', 'pricing:GetProducts']);
  },
  async acknowledgeLeak() {
    await givenDrill(given);
    const answer = await through('acknowledgeLeak', await payloadOf('acknowledgeLeak'));
    expect(answer.statusCode).toBe(409);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'no-leak' });
  },
  async getLever() {
    const { levers } = JSON.parse((await through('getLever', await payloadOf('getLever'))).body);
    expect(levers.map((lever: { state: string }) => lever.state)).toEqual(['OPEN', 'OPEN']);
  },
  async listLeverMoves() {
    await through('setLever', await payloadOf('setLever'));
    const { moves } = JSON.parse((await through('listLeverMoves', await payloadOf('listLeverMoves'))).body);
    const by = 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals';
    expect(moves).toMatchObject([{ region: null, by, from: 'OPEN', to: 'NO_LAUNCHES' }]);
  },
  async setLever() {
    const answer = await through('setLever', await payloadOf('setLever'));
    expect(JSON.parse(answer.body)).toMatchObject({ region: null, state: 'NO_LAUNCHES', inForce: true });
  },
  async releaseJob() {
    const answer = await through('releaseJob', await payloadOf('releaseJob'));
    expect(JSON.parse(answer.body)).toMatchObject({ region: SITE.region, jobId: 'drsjob-0123456789abcdef0' });
    expect(given.published).toMatchObject([{ type: 'Real Recovery Released' }]);
  },
  async addNote() {
    await givenDrill(given);
    const answer = await through('addNote', await payloadOf('addNote'));
    expect(answer.statusCode).toBe(201);
    expect(JSON.parse(answer.body)).toMatchObject({
      n: 1,
      kind: 'LESSON',
      by: 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals',
      trackerUrl: 'https://tracker.example.com/4711',
      previousHash: null,
    });
    expect(await given.table.ports.notes.of(DRILL_ID)).toHaveLength(1);
  },
  async getNotes() {
    await givenDrill(given);
    const added = JSON.parse((await through('addNote', await payloadOf('addNote'))).body);
    const answer = await through('getNotes', await payloadOf('getNotes'));
    expect(JSON.parse(answer.body)).toEqual({ drillId: DRILL_ID, notes: [added], acceptedUntil: null });
  },
  async getReport() {
    await givenDrill(given);
    const answer = await through('getReport', await payloadOf('getReport'));
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain(DRILL_ID);
  },
  async getDifference() {
    await givenDrill(given);
    await given.table.ports.drills.save(aSave(aDrill({ drillId: OTHER_ID })));
    const answer = await through('getDifference', await payloadOf('getDifference'));
    expect(JSON.parse(answer.body)).toMatchObject({ a: { drillId: DRILL_ID }, b: { drillId: OTHER_ID } });
  },
  async linkEvidence() {
    await givenDrill(given, { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    const due = { drillId: DRILL_ID, because: 'ENDED' as const, dueAt: START };
    await given.table.ports.seals.keep(aReceipt(), due, null);
    const answer = await through('linkEvidence', await payloadOf('linkEvidence'));
    const { files, expiresAt, receipt } = JSON.parse(answer.body);
    expect(files.map(({ name }: { name: string }) => name)).toEqual(Object.keys(aReceipt().objects));
    expect(files[1].url).toBe(`https://s3.invalid/bundles/${DRILL_ID}/first/envelope.json`);
    expect([expiresAt, receipt.sealedAt]).toEqual(['2026-03-01T10:15:00.000Z', '2026-03-01T10:00:00.000Z']);
  },
  async getEvidenceKey() {
    const answer = await through('getEvidenceKey', await payloadOf('getEvidenceKey'));
    expect(JSON.parse(answer.body)).toEqual({
      keyId: expect.stringMatching(/^[0-9a-f]{64}$/),
      pem: expect.stringContaining('BEGIN PUBLIC KEY'),
    });
  },
  async getOpenapi() {
    const answer = await through('getOpenapi', await payloadOf('getOpenapi'));
    expect(JSON.parse(answer.body)).toMatchObject({
      openapi: '3.1.1',
      paths: { '/v1/openapi.json': { get: { operationId: 'getOpenapi' } } },
    });
  },
  async getSettings() {
    const answer = await through('getSettings', await payloadOf('getSettings'));
    expect(JSON.parse(answer.body)).toMatchObject({
      site: SITE,
      sites: [SITE],
      holdSecondsMax: 86_400,
      drillSubnets: ['*'],
      coverageDaysMax: null,
      probe: null,
      eventRequests: ['com.example.calendar'],
    });
  },
  async putPlan() {
    const answer = await through('putPlan', await payloadOf('putPlan'));
    expect([answer.statusCode, answer.headers['etag'], answer.headers['location']]).toEqual([
      201,
      '"1"',
      '/v1/plans/web-shop',
    ]);
    expect(await given.table.ports.plans.newest('web-shop')).toMatchObject({ version: 1, body: { holdSeconds: 3600 } });
  },
  async getPlan() {
    await givenPlan();
    const answer = await through('getPlan', await payloadOf('getPlan'));
    expect(answer.headers['etag']).toMatch(/^"1\.\w+"$/);
    expect(JSON.parse(answer.body)).toMatchObject({ name: 'web-shop', version: 1, body: { holdSeconds: 3600 } });
  },
  async getPlanVersion() {
    await givenPlan();
    const answer = await through('getPlanVersion', await payloadOf('getPlanVersion'));
    expect(JSON.parse(answer.body)).toMatchObject({ name: 'web-shop', version: 1, savedAt: expect.any(String) });
  },
  async listPlans() {
    await givenPlan();
    const { plans } = JSON.parse((await through('listPlans', await payloadOf('listPlans'))).body);
    expect(plans).toMatchObject([
      { name: 'web-shop', description: 'The web shop, the database before the application' },
    ]);
  },
  async listPlanVersions() {
    await givenPlan();
    const { versions } = JSON.parse((await through('listPlanVersions', await payloadOf('listPlanVersions'))).body);
    expect(versions).toMatchObject([{ name: 'web-shop', version: 1 }]);
  },
  async deletePlan() {
    await givenPlan();
    const answer = await through('deletePlan', await payloadOf('deletePlan'));
    expect([answer.statusCode, JSON.parse(answer.body)]).toMatchObject([200, { name: 'web-shop', version: 1 }]);
    expect(await given.table.ports.plans.newest('web-shop')).toBeUndefined();
  },
  async getPlanSchema() {
    const schema = JSON.parse((await through('getPlanSchema', await payloadOf('getPlanSchema'))).body);
    expect(schema).toMatchObject({ type: 'object', required: ['waves', 'holdSeconds', 'reason'] });
  },
  async unknownRoute() {
    const payload = await payloadOf('unknownRoute');
    const answer = await through('unknownRoute', payload);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([404, 'unknown-route']);
    const refused = await through('unknownRoute', {
      ...payload,
      rawPath: '/v1/lever',
      queryStringParameters: { a: 'b' },
    });
    expect([refused.statusCode, refused.headers['allow']]).toEqual([405, 'GET, PUT']);
  },
  async listServers() {
    await givenHistory(given);
    const { servers } = JSON.parse((await through('listServers', await payloadOf('listServers'))).body);
    expect(servers).toMatchObject([{ sourceServerId: serverId(2) }, { sourceServerId: serverId(1), drills: 7 }]);
  },
  async getServer() {
    await givenHistory(given);
    const server = JSON.parse((await through('getServer', await payloadOf('getServer'))).body);
    expect(server).toMatchObject({ sourceServerId: serverId(1), lastPassed: { drillId: DRILL_ID } });
  },
  async listTrials() {
    await givenHistory(given);
    const { trials } = JSON.parse((await through('listTrials', await payloadOf('listTrials'))).body);
    expect(trials[0]).toMatchObject({ sourceServerId: serverId(1), drillId: DRILL_ID });
  },
  async listFindings() {
    await givenHistory(given);
    const { findings } = JSON.parse((await through('listFindings', await payloadOf('listFindings'))).body);
    expect(findings).toMatchObject([{ sourceServerId: serverId(2), kind: 'LAUNCH_FAILED' }]);
  },
  async listStatistics() {
    await givenHistory(given);
    const { statistics } = JSON.parse((await through('listStatistics', await payloadOf('listStatistics'))).body);
    expect(statistics[0]).toMatchObject({ by: 'day', drills: { total: 1 } });
  },
  async listRegressions() {
    await givenHistory(given);
    const { regressions } = JSON.parse((await through('listRegressions', await payloadOf('listRegressions'))).body);
    expect(regressions).toMatchObject([{ by: 'server', key: serverId(1) }]);
  },
  async putSchedule() {
    const answer = await givenSchedule();
    expect([answer.statusCode, answer.headers['location']]).toEqual([201, '/v1/schedules/nightly']);
    expect(JSON.parse(answer.body)).toMatchObject({
      plan: 'web-shop',
      planVersion: 1,
      nextTimes: expect.arrayContaining(['2026-03-02T01:00:00.000Z']),
      renewer: { by: 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals' },
    });
    expect([...given.copies.keys()]).toEqual(['nightly']);
  },
  async getSchedule() {
    await givenSchedule();
    const answer = await through('getSchedule', await payloadOf('getSchedule'));
    expect(JSON.parse(answer.body)).toMatchObject({ name: 'nightly', enabled: true, lastRun: null });
    expect(answer.headers['etag']).toMatch(new RegExp(`^"${START}\\.\\w+"$`));
  },
  async listSchedules() {
    await givenSchedule();
    const { schedules } = JSON.parse((await through('listSchedules', await payloadOf('listSchedules'))).body);
    expect(schedules).toMatchObject([{ name: 'nightly' }]);
  },
  async deleteSchedule() {
    await givenSchedule();
    const answer = await through('deleteSchedule', await payloadOf('deleteSchedule'));
    expect(answer.statusCode).toBe(200);
    expect((await given.table.ports.planSchedules.load('nightly')).value).toBeUndefined();
    expect([...given.copies.keys()]).toEqual([]);
  },
  async getBlackouts() {
    const answer = await through('getBlackouts', await payloadOf('getBlackouts'));
    expect(JSON.parse(answer.body)).toEqual({ blackouts: [], setBy: null });
  },
  async setBlackouts() {
    const answer = await through('setBlackouts', await payloadOf('setBlackouts'));
    expect(JSON.parse(answer.body)).toMatchObject({
      blackouts: [{ region: null, from: '2026-12-20T00:00:00.000Z', inForce: false }],
    });
  },
  async runSchedule() {
    let now = START - 60_000;
    given = givenPorts({ clock: { now: () => now, pause: async () => undefined } });
    await givenSchedule();
    now = START;
    const payload = await payloadOf('runSchedule');
    await through('runSchedule', payload);
    await through('runSchedule', payload);
    expect(given.table.drills()).toMatchObject([
      {
        requestedBy: 'schedule/nightly',
        plan: { name: 'web-shop', version: 1 },
        schedule: { name: 'nightly', scheduledAt: START },
        terms: { reason: 'every working day' },
      },
    ]);
  },
  async reconcile() {
    await givenSchedule();
    given.copies.clear();
    await through('reconcile', await payloadOf('reconcile'));
    expect([...given.copies.keys()]).toEqual(['nightly']);
  },
  async performCheck() {
    const terms = { name: 'screens', kind: 'CONSOLE' as const, required: false };
    const servers = [{ sourceServerId: serverId(1), instanceId: 'i-0123456789abcdef0' }];
    given = givenPorts({
      consoles: { output: async () => 'login:', screenshot: async () => null },
      outputs: { keep: async () => 'a'.repeat(64) },
    });
    const open = { kind: 'RunCheck' as const, key: 'check/0/0' as const, requestedAt: 0, dueAt: 0, attempt: 1 };
    await givenDrill(
      given,
      { open: { e1: open }, effectCount: 1, checks: [{ ...terms, state: 'RUNNING', pending: [serverId(1)] }] },
      {
        requested: [
          { effectId: 'e1', delaySeconds: 0, effect: { kind: 'RunCheck', check: 'screens', terms, servers } },
        ],
      },
    );
    expect(await through('performCheck', await payloadOf('performCheck'))).toEqual({ batchItemFailures: [] });
    expect(given.table.entriesOf(DRILL_ID).at(-1)?.facts).toContainEqual(
      expect.objectContaining({ type: 'CheckDecided', check: 'screens', state: 'NOT_RUN' }),
    );
  },
  async probe() {
    // The metadata address, which it never connects to: no test reaches for other machines.
    const text = JSON.stringify(await payloadOf('probe')).replace(
      /10\.0\.12\.\d+|db\.example\.com/g,
      '169.254.169.254',
    );
    expect(await through('probe', JSON.parse(text))).toMatchObject({
      results: [{ result: 'REFUSED' }, { result: 'REFUSED' }, { result: 'REFUSED' }],
    });
  },
  async performEffect() {
    await givenDrill(given, {
      open: { e1: { kind: 'Wake', key: 'wake/1', requestedAt: 0, dueAt: 0, attempt: 1 } },
      effectCount: 1,
    });
    expect(await through('performEffect', await payloadOf('performEffect'))).toEqual({ batchItemFailures: [] });
    expect(given.table.entriesOf(DRILL_ID).at(-1)?.facts).toContainEqual(
      expect.objectContaining({ type: 'EffectAnswered', effectId: 'e1' }),
    );
  },
  async stream() {
    await givenDrill(given);
    await given.table.ports.inbox.put(DRILL_ID, 'wake/1', 'one', { type: 'Woken', at: 0, n: 1 });
    expect(await through('stream', await payloadOf('stream'))).toEqual({ batchItemFailures: [] });
    expect(given.sent).toEqual([{ message: { drillId: DRILL_ID, effectId: 'e1' }, delaySeconds: 30 }]);
    expect(await unread()).toEqual([]);
  },
  async publish() {
    await givenDrill(given);
    const began = { type: 'PhaseBegan' as const, phase: 'HOLDING' as const };
    const journal = async () => [{ drillId: DRILL_ID, seq: 1, at: 0, cause: 'Woken', facts: [began] }];
    given = givenPorts({ drills: { ...given.table.ports.drills, journal } });
    expect(await through('publish', await payloadOf('publish'))).toEqual({ batchItemFailures: [] });
    expect(given.published).toMatchObject([{ type: 'Drill Phase Changed', detail: { drillId: DRILL_ID } }]);
  },
};

describe('every handler accepts what the outside sends', () => {
  test.each(Object.keys(ENDPOINTS))('%s', async (endpoint) => {
    await ENDPOINTS[endpoint]?.();
  });

  test('there is one payload for every handler, and none without a handler', async () => {
    const files = await readdir(join(PROJECT, 'events'));
    expect(files.sort()).toEqual(
      Object.keys(ENDPOINTS)
        .map((endpoint) => `${endpoint}.json`)
        .sort(),
    );
  });
});
