import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { drillEventsOf } from '../../src/api/drillEvents.ts';
import { noticedEvent } from '../../src/api/notices/noticedEvent.ts';
import { requestRefusedEvent } from '../../src/api/otherEvents.ts';
import { aDrill } from '../builders.ts';
import { readText } from './source.ts';

const PAGE = readText('docs/notices.md');
const BLOCKS = [...PAGE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) =>
  parse(text, { logLevel: 'silent' }),
);

interface Transformer {
  InputPathsMap: Record<string, string>;
  InputTemplate: string;
}

/** All nested values with a name. */
function named(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === name ? [one] : named(one, name)));
}

/** EventBridge user guide, input transformation: a placeholder outside quotes becomes the value as JSON. */
function transformed({ InputPathsMap, InputTemplate }: Transformer, event: object): unknown {
  const valueAt = (path: string) =>
    path
      .split('.')
      .slice(1)
      .reduce((value: unknown, key) => Object(value)[key], event);
  return JSON.parse(
    InputTemplate.replace(
      /<(\w+)>/g,
      (_all, variable) => JSON.stringify(valueAt(InputPathsMap[variable] ?? '')) ?? '""',
    ),
  );
}

describe('docs/notices.md', () => {
  const { terms } = aDrill({});
  const drill = aDrill({ drillId: 'd-1', outcome: 'PASSED', terms: { ...terms, reason: 'say "hello" <all>\\' } });
  const entry = { drillId: 'd-1', seq: 1, at: 0, cause: 'Woken', facts: [{ type: 'DrillEnded' as const }] };
  const events = [
    ...drillEventsOf(entry, drill),
    requestRefusedEvent({ eventId: 'e-1', requestedBy: 'x', code: 'invalid-request', why: 'no "waves"' }),
  ].map((event) => ({ source: 'drs-drill', 'detail-type': event.type, detail: noticedEvent(event).detail }));

  test('has valid payloads for PagerDuty, ServiceNow, Slack and Teams, whatever text a request contains', () => {
    const transformers = BLOCKS.flatMap((block) => named(block, 'InputTransformer')) as Transformer[];
    expect(transformers).toHaveLength(5);
    for (const transformer of transformers) {
      const paths = Object.values(transformer.InputPathsMap);
      for (const event of events) {
        const body = JSON.stringify(transformed(transformer, event));
        if (paths.includes('$.detail.notice.title'))
          expect(body).toContain(JSON.stringify(event.detail['notice'] && Object(event.detail['notice']).title));
      }
    }
  });

  test('uses only https endpoints', () => {
    const endpoints = BLOCKS.flatMap((block) => named(block, 'InvocationEndpoint')).map(String);
    expect(endpoints.filter((one) => !/^(https:\/\/|WorkflowAddress)/.test(one))).toEqual([]);
  });

  test('names only existing events', () => {
    const types = readText('src/api/drillEvents.ts');
    const requested = BLOCKS.flatMap((block) => named(block, 'detail-type')).flat();
    expect(requested.length).toBeGreaterThan(5);
    expect(requested.filter((type) => !types.includes(`'${type}'`))).toEqual([]);
  });
});
