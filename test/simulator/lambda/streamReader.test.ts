import { describe, expect, test } from 'vitest';
import { createDice } from '../../../src/simulator/aws/dice.ts';
import { readPattern } from '../../../src/simulator/lambda/eventPattern.ts';
import { createStreamReader } from '../../../src/simulator/lambda/streamReader.ts';
import type { StreamReading, StreamRecord } from '../../../src/simulator/lambda/streamReading.ts';

function change(
  number: number,
  more: { item?: string; old?: unknown; entity?: string; name?: StreamRecord['eventName'] } = {},
): StreamRecord {
  const keys = { pk: { S: more.item ?? `item-${number}` }, sk: { S: 'x' } };
  const image = { ...keys, __edb_e__: { S: more.entity ?? 'inbox' }, value: { N: String(number) } };
  const old = more.old === 'same' ? structuredClone(image) : undefined;
  return {
    eventID: String(number),
    eventName: more.name ?? 'INSERT',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    dynamodb: {
      SequenceNumber: String(number).padStart(6, '0'),
      ApproximateCreationDateTime: 0,
      Keys: keys,
      NewImage: image,
      ...(old && { OldImage: old }),
    },
  };
}

/** A stream of these records, and everything that the reader did with it. */
function given(records: StreamRecord[], more: Partial<StreamReading> & { seed?: number; retriesMax?: number } = {}) {
  const delivered: string[][] = [];
  const givenUp: string[] = [];
  const positions: string[] = [];
  const numberOf = (record: StreamRecord) => record.dynamodb.SequenceNumber;
  const reading: StreamReading = {
    trigger: {
      functionName: 'stream',
      filters: [
        readPattern({ eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { __edb_e__: { S: ['inbox'] } } } }),
      ],
      batchSize: 4,
      lanes: 2,
      retriesMax: more.retriesMax ?? 3,
      recordAgeSecondsMax: 3600,
      bisects: true,
    },
    read: async (after) => records.filter((record) => after === undefined || numberOf(record) > after).slice(0, 5),
    position: undefined,
    keepPosition: (position) => positions.push(position),
    deliver: async (batch) => {
      delivered.push(batch.map(numberOf));
      return { batchItemFailures: [] };
    },
    giveUp: (batch) => givenUp.push(...batch.map(numberOf)),
    report: () => undefined,
    dice: createDice(more.seed ?? 1),
    now: () => 0,
    pause: async () => undefined,
    ...more,
  };
  const reader = createStreamReader(reading);
  const settle = async () => {
    reader.notice();
    while (reader.busy()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { reader, settle, delivered, givenUp, positions };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const text = (number: number) => String(number).padStart(6, '0');

describe('the stream reader gives no stronger guarantees than AWS', () => {
  test('every matching change reaches the function, and the position ends at the last record', async () => {
    const stream = given(numbers(1, 23).map((number) => change(number)));
    await stream.settle();
    expect(new Set(stream.delivered.flat())).toEqual(new Set(numbers(1, 23).map(text)));
    expect(stream.positions.at(-1)).toBe(text(23));
  });

  test('the changes of one item stay in order', async () => {
    const stream = given(numbers(1, 20).map((number) => change(number, { item: `item-${number % 3}` })));
    await stream.settle();
    for (const item of [0, 1, 2]) {
      const seen = [
        ...new Set(
          stream.delivered
            .flat()
            .map(Number)
            .filter((number) => number % 3 === item),
        ),
      ];
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
    }
  });

  test('a record that the filter excludes is never delivered, nor is a write that changed nothing', async () => {
    const stream = given([
      change(1, { entity: 'record' }),
      change(2, { old: 'same', name: 'MODIFY' }),
      change(3, { name: 'REMOVE' }),
      change(4),
    ]);
    await stream.settle();
    expect(new Set(stream.delivered.flat())).toEqual(new Set([text(4)]));
    expect(stream.positions.at(-1)).toBe(text(4));
  });

  test('everything from a reported failure on is redelivered, and nothing before it', async () => {
    let failures = 1;
    const stream = given(
      numbers(1, 4).map((number) => change(number, { item: 'one' })),
      {
        dice: { ...createDice(1), between: (_low: number, high: number) => high, chance: () => false },
        deliver: async (batch) => {
          stream.delivered.push(batch.map((record) => record.dynamodb.SequenceNumber));
          return { batchItemFailures: failures-- > 0 ? [{ itemIdentifier: text(3) }] : [] };
        },
      },
    );
    await stream.settle();
    expect(stream.delivered[0]).toEqual(numbers(1, 4).map(text));
    expect(stream.delivered.slice(1).flat()).toEqual([text(3), text(4)]);
  });

  test('a poison record is given up after its retries, and later ones are delivered', async () => {
    const stream = given(
      numbers(1, 5).map((number) => change(number, { item: 'one' })),
      {
        deliver: async (batch) => {
          const bad = batch.find((record) => record.dynamodb.SequenceNumber === text(2));
          stream.delivered.push(batch.map((record) => record.dynamodb.SequenceNumber));
          return { batchItemFailures: bad === undefined ? [] : [{ itemIdentifier: text(2) }] };
        },
      },
    );
    await stream.settle();
    expect(stream.givenUp).toEqual([text(2)]);
    expect(stream.delivered.flat()).toContain(text(5));
    expect(stream.positions.at(-1)).toBe(text(5));
  });

  test('a function that throws gets the whole batch again', async () => {
    let failures = 2;
    const stream = given([change(1), change(2)], {
      deliver: async (batch) => {
        if (failures-- > 0) throw new Error('not now');
        stream.delivered.push(batch.map((record) => record.dynamodb.SequenceNumber));
        return undefined;
      },
    });
    await stream.settle();
    expect(new Set(stream.delivered.flat())).toEqual(new Set([text(1), text(2)]));
    expect(stream.givenUp).toEqual([]);
  });

  test('a restart continues after the kept position and skips nothing', async () => {
    const records = numbers(1, 9).map((number) => change(number));
    const stream = given(records, { position: text(6) });
    await stream.settle();
    expect(new Set(stream.delivered.flat())).toEqual(new Set([text(7), text(8), text(9)]));
  });

  test('a lane that was idle for a while takes later records', async () => {
    const records = [change(1, { item: 'one' })];
    const stream = given(records);
    await stream.settle();
    records.push(...numbers(2, 12).map((number) => change(number)));
    await stream.settle();
    expect(new Set(stream.delivered.flat())).toEqual(new Set(numbers(1, 12).map(text)));
  });

  test('some batches are delivered twice, because Lambda guarantees only at-least-once delivery', async () => {
    const stream = given(numbers(1, 300).map((number) => change(number)));
    await stream.settle();
    expect(stream.delivered.flat().length).toBeGreaterThan(300);
  });
});
