import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '../../src/drill/facts.ts';
import { measure } from '../../src/handlers/meter.ts';
import { START, serverId } from '../builders.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from './given.ts';

vi.mock('../../src/handlers/meter.ts', () => ({ measure: vi.fn() }));

let given: Given;
let facts: Fact[];
beforeEach(async () => {
  vi.mocked(measure).mockClear();
  facts = [];
  const base = givenPorts();
  const journal = async () => [{ drillId: DRILL_ID, seq: 1, at: START, cause: 'Woken', facts }];
  given = givenPorts({ drills: { ...base.table.ports.drills, journal } });
  given.table = base.table;
  await givenDrill(base, { outcome: 'PASSED', cleanup: 'CLEAN' });
});

const tell = async (...happened: Fact[]) => {
  facts = happened;
  return through('tell', await payloadOf('tell'));
};

describe('the second reader of the stream', () => {
  test('a phase that began is told on the bus, and to no person', async () => {
    expect(await tell({ type: 'PhaseBegan', phase: 'HOLDING' })).toEqual({ batchItemFailures: [] });
    const detail = { version: 1, drillId: DRILL_ID, phase: 'HOLDING', eventId: `${DRILL_ID}/1/0` };
    expect(given.published).toMatchObject([{ type: 'Drill Phase Changed', detail }]);
    expect(given.noticed).toEqual([]);
  });

  test('an entry that concerns nobody outside is not told', async () => {
    await tell({ type: 'ClaimsReleased' });
    expect(given.published).toEqual([]);
  });

  test('a drill that ended is told with its outcome, to people too, and counted', async () => {
    await tell({ type: 'DrillEnded' });
    expect(given.published).toMatchObject([{ type: 'Drill Ended', detail: { outcome: 'PASSED', cleanup: 'CLEAN' } }]);
    expect(given.noticed).toEqual([`Drill ${DRILL_ID} ended: PASSED, cleanup CLEAN`]);
    expect(measure).toHaveBeenCalledWith({ DrillsPassed: 1 });
  });

  test('a leak is told with the instances that are left, and counted by servers', async () => {
    await tell({ type: 'LeakTold', sourceServerIds: [serverId(1)] });
    const detail = { sourceServerIds: [serverId(1)], instanceIds: ['i-0123456789abcdef0'] };
    expect(given.published).toMatchObject([{ type: 'Drill Leak Detected', detail }]);
    expect(given.noticed).toEqual([expect.stringContaining('LEAK')]);
    expect(measure).toHaveBeenCalledWith({ LeakedServers: 1 });
  });

  test('a drill that validation rejects is told as refused, with the checks that failed', async () => {
    const failures = [{ check: 'lag', sourceServerId: serverId(1), message: 'it lags' }];
    await tell(
      { type: 'ChecksFailed', failures },
      { type: 'OutcomeDecided', outcome: 'REJECTED', why: 'a check failed' },
    );
    expect(given.published).toMatchObject([
      { type: 'Drill Refused', detail: { why: 'a check failed', checks: failures } },
    ]);
  });

  test('a drill that was set aside is told once', async () => {
    const record = {
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: '7',
        OldImage: { __edb_e__: { S: 'record' }, drillId: { S: DRILL_ID } },
        NewImage: {
          __edb_e__: { S: 'record' },
          drillId: { S: DRILL_ID },
          broken: { S: 'two plus two is five' },
          brokenAt: { N: String(START) },
        },
      },
    };
    await through('tell', { Records: [record] });
    const again = { ...record, dynamodb: { ...record.dynamodb, OldImage: record.dynamodb.NewImage } };
    await through('tell', { Records: [again] });
    expect(given.published).toMatchObject([{ type: 'Drill Broken', detail: { sentence: 'two plus two is five' } }]);
    expect(measure).toHaveBeenCalledWith({ BrokenDrills: 1 });
  });

  test('what could not be told comes again, from its record on', async () => {
    givenPorts({
      bus: {
        publish: async () => {
          throw new Error('the bus is away');
        },
      },
    } as Parameters<typeof givenPorts>[0]);
    const failed = await through('tell', await payloadOf('tell'));
    expect(failed).toEqual({ batchItemFailures: [{ itemIdentifier: '400000000000000000000000001' }] });
  });

  test.each([{ Records: [] }, { Records: [{}, null, { dynamodb: { NewImage: 1 } }] }])(
    'nothing to tell: %o',
    async (payload) => {
      expect(await through('tell', payload)).toEqual({ batchItemFailures: [] });
      expect(given.published).toEqual([]);
    },
  );
});
