import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '../../../src/drill/facts.ts';
import type { LeverMove } from '../../../src/drill/lever.ts';
import { measure } from '../../../src/handlers/wiring/meter.ts';
import { usePorts } from '../../../src/handlers/wiring/wiring.ts';
import { aDrill, aFirstEntry, aLeverMove, START, serverId } from '../../builders.ts';
import { healthy } from '../../drill/given.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, SITE, through } from '../given.ts';

vi.mock('../../../src/handlers/wiring/meter.ts', () => ({ measure: vi.fn() }));

let given: Given;
let facts: Fact[];
beforeEach(async () => {
  vi.mocked(measure).mockClear();
  facts = [];
  const base = givenPorts();
  const { drills, history } = base.table.ports;
  const journal = async () => [{ drillId: DRILL_ID, seq: 1, at: START, cause: 'Woken', facts }];
  given = givenPorts({ drills: { ...drills, journal }, history });
  given.table = base.table;
  await givenDrill(base, { outcome: 'PASSED', cleanup: 'CLEAN' });
});

const AGAIN = { batchItemFailures: [{ itemIdentifier: '400000000000000000000000001' }] };
const seen: Fact = {
  type: 'ServersInspected',
  servers: [{ sourceServerId: serverId(1), stopped: false, found: healthy(serverId(1)) }],
};
const [requested] = aFirstEntry(aDrill({ drillId: DRILL_ID })).facts as [Fact];

const publish = async (...recorded: Fact[]) => {
  facts = recorded;
  return through('publish', await payloadOf('publish'));
};

describe('the second reader of the stream', () => {
  test('a phase that began is published on the bus, and nobody is notified', async () => {
    expect(await publish({ type: 'PhaseBegan', phase: 'HOLDING' })).toEqual({ batchItemFailures: [] });
    const detail = { version: 1, drillId: DRILL_ID, phase: 'HOLDING', eventId: `${DRILL_ID}/1/0` };
    expect(given.published).toMatchObject([{ type: 'Drill Phase Changed', detail }]);
    expect(given.noticed).toEqual([]);
  });

  test('an entry without interest outside is not published', async () => {
    await publish({ type: 'ClaimsReleased' });
    expect(given.published).toEqual([]);
  });

  test('a drill that ended is published with its outcome, people are notified, and it is counted', async () => {
    await publish({ type: 'DrillEnded' });
    expect(given.published).toMatchObject([{ type: 'Drill Ended', detail: { outcome: 'PASSED', cleanup: 'CLEAN' } }]);
    expect(given.noticed).toEqual([`Drill ${DRILL_ID} ended: PASSED, cleanup CLEAN`]);
    expect(measure).toHaveBeenCalledWith({ DrillsPassed: 1 });
  });

  test('a leak is published with the instances that are left, and counted by servers', async () => {
    await publish({ type: 'LeakReported', sourceServerIds: [serverId(1)] });
    const detail = { sourceServerIds: [serverId(1)], instanceIds: ['i-0123456789abcdef0'] };
    expect(given.published).toMatchObject([{ type: 'Drill Leak Detected', detail }]);
    expect(given.noticed).toEqual([expect.stringContaining('LEAK')]);
    expect(measure).toHaveBeenCalledWith({ LeakedServers: 1 });
  });

  test('a drill that validation rejects is published as refused, with the checks that failed', async () => {
    const failures = [{ check: 'lag', sourceServerId: serverId(1), message: 'it lags' }];
    await publish(
      { type: 'ChecksFailed', failures },
      { type: 'OutcomeDecided', outcome: 'REJECTED', why: 'a check failed' },
    );
    expect(given.published).toMatchObject([
      { type: 'Drill Refused', detail: { why: 'a check failed', checks: failures } },
    ]);
  });

  test('a lever move is published once, on the bus and to people, with who moved it and why', async () => {
    // given
    const { levers } = given.table.ports;
    const by = 'arn:aws:sts::111122223333:assumed-role/Operations/ann';
    const moves = [
      { ...aLeverMove({ moveId: 'm1', by, region: 'eu-west-1' }) },
      { ...aLeverMove({ moveId: 'm2', by, region: 'eu-west-1', what: 'RELEASED', jobId: 'drsjob-1' }) },
    ];
    for (const [version, move] of moves.entries()) await levers.save({ schema: 2, ...SITE }, version, move);
    // when
    const image = (move: LeverMove) => ({ __edb_e__: { S: 'leverMove' }, move: { S: JSON.stringify(move) } });
    const Records = moves.map((move) => ({ eventName: 'INSERT', dynamodb: { NewImage: image(move) } }));
    const answer = await through('publish', { Records });
    // then
    expect(answer).toEqual({ batchItemFailures: [] });
    const detail = { eventId: 'lever/m1', by, reason: 'storm', from: 'OPEN', to: 'FROZEN' };
    expect(given.published).toMatchObject([{ type: 'Drill Lever Moved', detail }]);
    expect(given.noticed).toEqual([
      expect.stringMatching(/^The lever of eu-west-1 was moved from OPEN to FROZEN by arn:aws:sts/),
    ]);
  });

  test('the quarantine of a drill is published once', async () => {
    const record = {
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: '7',
        OldImage: { __edb_e__: { S: 'record' }, drillId: { S: DRILL_ID } },
        NewImage: {
          __edb_e__: { S: 'record' },
          drillId: { S: DRILL_ID },
          quarantined: { S: 'two plus two is five' },
          quarantinedAt: { N: String(START) },
        },
      },
    };
    await through('publish', { Records: [record] });
    const again = { ...record, dynamodb: { ...record.dynamodb, OldImage: record.dynamodb.NewImage } };
    await through('publish', { Records: [again] });
    expect(given.published).toMatchObject([
      { type: 'Drill Quarantined', detail: { violation: 'two plus two is five' } },
    ]);
    expect(measure).toHaveBeenCalledWith({ QuarantinedDrills: 1 });
  });

  const rewritten = (eventName: string, kind: string, sk: string) => ({
    eventID: 'e-7',
    eventName,
    dynamodb: {
      SequenceNumber: '7',
      ApproximateCreationDateTime: START / 1000,
      OldImage: { __edb_e__: { S: kind }, drillId: { S: DRILL_ID }, sk: { S: sk } },
      ...(eventName === 'MODIFY' && { NewImage: { __edb_e__: { S: 'summary' }, drillId: { S: 'another' } } }),
    },
  });

  test.each([
    ['MODIFY', 'journal', '$journal_1#seq_00000004#part_000'],
    ['MODIFY', 'journal', '$journal_1#seq_00000004#part_001'],
    ['REMOVE', 'journal', '$journal_1#seq_00000004#part_000'],
    ['MODIFY', 'note', '$note_1#at_001'],
    ['REMOVE', 'note', '$note_1#at_001'],
    ['REMOVE', 'record', '$record_1'],
    ['MODIFY', 'personNote', '$personnote_1#n_001'],
    ['REMOVE', 'personNote', '$personnote_1#n_001'],
    ['MODIFY', 'givenRequest', '$givenrequest_1'],
    ['REMOVE', 'givenRequest', '$givenrequest_1'],
  ])('tampering (%s of a %s) is published, notified and counted', async (change, kind, item) => {
    expect(await through('publish', { Records: [rewritten(change, kind, item)] })).toEqual({ batchItemFailures: [] });
    const detail = { drillId: DRILL_ID, item, change, at: new Date(START).toISOString() };
    expect(given.published).toMatchObject([{ type: 'Drill Journal Rewritten', detail }]);
    expect(given.published[0]?.detail['eventId']).toBe(`${DRILL_ID}/rewritten/e-7`);
    expect(given.noticed).toEqual([expect.stringContaining('REWRITTEN')]);
    expect(measure).toHaveBeenCalledWith({ JournalRewrites: 1 });
  });

  test.each(['MODIFY', 'REMOVE'])(
    'tampering (%s of a move of a lever) is published in the same way',
    async (change) => {
      const item = '$leverMove_1#at_1#moveId_1';
      expect(await through('publish', { Records: [rewritten(change, 'leverMove', item)] })).toEqual({
        batchItemFailures: [],
      });
      const detail = { eventId: 'lever/rewritten/e-7', drillId: null, item, change, at: new Date(START).toISOString() };
      expect(given.published).toMatchObject([{ type: 'Lever History Rewritten', detail }]);
      expect(given.noticed).toEqual([expect.stringContaining('the history of the levers')]);
      expect(measure).toHaveBeenCalledWith({ JournalRewrites: 1 });
    },
  );

  test('what functions change and remove is not published as rewritten', async () => {
    const own = [
      ['MODIFY', 'record'],
      ['MODIFY', 'summary'],
      ['MODIFY', 'effect'],
      ['MODIFY', 'lever'],
      ['REMOVE', 'inbox'],
      ['REMOVE', 'effect'],
      ['REMOVE', 'finding'],
    ] as const;
    const Records = own.map(([change, kind]) => rewritten(change, kind, `$${kind}_1`));
    await through('publish', { Records });
    expect([given.published, given.logged]).toEqual([[], []]);
  });

  test('a record that could not be published is redelivered, with all that follow', async () => {
    givenPorts({
      bus: {
        publish: async () => {
          throw new Error('the bus is away');
        },
      },
    } as Parameters<typeof givenPorts>[0]);
    const failed = await through('publish', await payloadOf('publish'));
    expect(failed).toEqual({ batchItemFailures: [{ itemIdentifier: '400000000000000000000000001' }] });
  });

  test('a drill that ended is counted once, although its end is delivered twice', async () => {
    await publish(seen, { type: 'DrillEnded' });
    await publish(seen, { type: 'DrillEnded' });
    const { history } = given.table.ports;
    const [region] = await history.loadStatistics([{ by: 'region', key: SITE.region }]);
    expect(region).toMatchObject({ version: 1, value: { tally: { drills: 1, byOutcome: { PASSED: 1 } } } });
    expect((await history.servers(SITE, 10)).items).toMatchObject([{ sourceServerId: serverId(1), drills: 1 }]);
    expect(given.published).toHaveLength(2);
  });

  test('a drill that ended before any look at its servers is in none of their statistics', async () => {
    await publish({ type: 'DrillEnded' });
    const { history } = given.table.ports;
    const [day, server] = await history.loadStatistics([
      { by: 'region', key: SITE.region },
      { by: 'server', key: serverId(1) },
    ]);
    expect(day).toMatchObject({ version: 1, value: { tally: { drills: 1, trials: 0, passed: 0 } } });
    expect(server).toMatchObject({ version: 0 });
    expect((await history.servers(SITE, 10)).items).toEqual([]);
    expect((await history.trials(serverId(1), { from: null, to: null }, 10)).items).toMatchObject([{ exists: null }]);
  });

  test('a drill that was requested is among the drills of its servers at once', async () => {
    await publish({ ...requested });
    const { items } = await given.table.ports.history.trials(serverId(1), { from: null, to: null }, 10);
    expect(items).toMatchObject([{ drillId: DRILL_ID, endedAt: null, outcome: null }]);
  });

  test('a failure of the history hides nothing from the outside, and the record is redelivered', async () => {
    usePorts({ history: { ...given.table.ports.history, countDrill: async () => 'STALE' } });
    expect(await publish({ type: 'DrillEnded' })).toEqual(AGAIN);
    expect(given.published).toMatchObject([{ type: 'Drill Ended' }]);
    expect(given.noticed).toHaveLength(1);
  });

  test('many drills that end at once are each counted in the end, and published once', async () => {
    const { history } = given.table.ports;
    let losses = 0;
    usePorts({
      history: { ...history, countDrill: async (...one) => (++losses < 25 ? 'STALE' : history.countDrill(...one)) },
    });
    expect(await publish(seen, { type: 'DrillEnded' })).toEqual({ batchItemFailures: [] });
    expect([losses, given.noticed.length]).toEqual([25, 1]);
    expect(await history.loadServer(serverId(1))).toMatchObject({ version: 1 });
  });

  test('a failure to publish does not stop the counting, and the record is redelivered', async () => {
    usePorts({ bus: { publish: async () => Promise.reject(new Error('the bus is away')) } });
    expect(await publish(seen, { type: 'DrillEnded' })).toEqual(AGAIN);
    expect(await given.table.ports.history.loadServer(serverId(1))).toMatchObject({ version: 1 });
  });

  test.each([{ Records: [] }, { Records: [{}, null, { dynamodb: { NewImage: 1 } }] }])(
    'nothing to publish: %o',
    async (payload) => {
      expect(await through('publish', payload)).toEqual({ batchItemFailures: [] });
      expect(given.published).toEqual([]);
    },
  );
});
