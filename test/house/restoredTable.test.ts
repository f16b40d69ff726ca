import { beforeAll, describe, expect, test } from 'vitest';
import { generatedTemplate, type Template } from './template.ts';

const STREAM = 'arn:aws:dynamodb:eu-west-1:111122223333:table/drs-drill-dev-2/stream/2026-11-29T05:00:00.000';

let usual: Template;
let restored: Template;
beforeAll(async () => {
  usual = await generatedTemplate();
  restored = await generatedTemplate({ restored: 'x', tableName: 'drs-drill-dev-2', tableStreamArn: STREAM });
}, 240_000);

describe('a deployment over a restored table', () => {
  test('creates no table and needs none from the stack', () => {
    expect(restored.Resources['Table']?.Condition).toBe('OwnsTable');
    expect(restored.Conditions['OwnsTable']).toEqual({ 'Fn::Equals': [{ Ref: 'TableStreamArn' }, ''] });
    const { Table: _, ...others } = restored.Resources;
    expect(mentions(others)).toEqual([]);
  });

  test('reads the stream of the restored table, and has rights only on that table', () => {
    const text = JSON.stringify(restored.Resources);
    expect(text.split(`"EventSourceArn":"${STREAM}"`)).toHaveLength(3);
    expect(text).toContain(':table/drs-drill-dev-2"');
    expect(text).not.toMatch(/table\/drs-drill-dev["/]/);
  });

  test('sets both the table and the restore in every function', () => {
    for (const { Properties } of Object.values(restored.Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::Function',
    )) {
      const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
      expect(Variables['RESTORED']).toBe('x');
      expect(Variables['TABLE_NAME']).toEqual({ 'Fn::If': ['OwnsTable', { Ref: 'Table' }, 'drs-drill-dev-2'] });
    }
  });

  test('without a restored table, the stack creates the table before the functions', () => {
    expect(usual.Parameters['TableStreamArn']?.Default).toBe('');
    expect(mentions(usual.Resources)).toContain('"Fn::GetAtt":["Table","StreamArn"]');
  });
});

/** References to the stack's own table, except in the choice between it and another one. */
function mentions(resources: Template['Resources']): string[] {
  const text = JSON.stringify(resources).replaceAll('{"Fn::If":["OwnsTable",{"Ref":"Table"},', '');
  return text.match(/"Ref":"Table"|"Fn::GetAtt":\["Table","\w+"\]|\$\{Table[.}]/g) ?? [];
}
