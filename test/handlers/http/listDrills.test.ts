import { beforeEach, describe, expect, test } from 'vitest';
import { aDrill, aSave, START, someTerms } from '../../builders.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, SITE, through } from '../given.ts';

const PARAMETER = 'invalid-parameter';

let given: Given;
beforeEach(async () => {
  given = givenPorts();
  await givenDrill(given, { requestedBy: 'arn:alice', terms: someTerms({ recoveryPlan: 'Payroll & books' }) });
  const other = aDrill({ drillId: 'd-other', site: { ...SITE, region: 'us-east-1' }, requestedAt: START + 1000 });
  await given.table.ports.drills.save(aSave({ ...other, phase: 'ENDED', outcome: 'FAILED' }));
});

describe('GET /v1/drills', () => {
  test('shows all drills, newest first', async () => {
    expect(await listed({})).toEqual(['d-other', DRILL_ID]);
  });

  test.each<[Record<string, string>, string[]]>([
    [{ phase: 'HOLDING' }, [DRILL_ID]],
    [{ phase: 'HOLDING,ENDED' }, ['d-other', DRILL_ID]],
    [{ phase: 'HOLDING,HOLDING,LAUNCHING' }, [DRILL_ID]],
    [{ outcome: 'FAILED' }, ['d-other']],
    [{ outcome: 'PASSED' }, []],
    [{ recoveryPlan: 'Payroll & books' }, [DRILL_ID]],
    [{ recoveryPlan: 'payroll & books' }, []],
    [{ region: 'us-east-1' }, ['d-other']],
    [{ requestedBy: 'arn:alice' }, [DRILL_ID]],
    [{ from: '2026-03-01T10:00:00Z', to: '2026-03-01T10:00:01Z' }, [DRILL_ID]],
    [{ from: '2026-03-01T10:00:00.001Z' }, ['d-other']],
    [{ to: '2026-03-01T11:00:01+01:00' }, [DRILL_ID]],
    [{ phase: 'HOLDING', from: '2026-03-01T10:00:01Z' }, []],
    [{ requestedBy: 'arn:alice', to: '2026-03-01T10:00:00.001Z', limit: '1' }, [DRILL_ID]],
  ])('by %o', async (query, drillIds) => {
    expect(await listed(query)).toEqual(drillIds);
  });

  test('leads to the next page by a cursor that only the same query accepts', async () => {
    const first = JSON.parse((await requested({ limit: '1' })).body);
    expect(await listed({ limit: '1', cursor: first.cursor })).toEqual([DRILL_ID]);
    const other = await requested({ limit: '1', cursor: first.cursor, phase: 'HOLDING' });
    expect([other.statusCode, JSON.parse(other.body)]).toMatchObject([
      400,
      { code: 'invalid-parameter', detail: expect.stringContaining('another query') },
    ]);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['two filters', { phase: 'HOLDING', region: 'eu-west-1' }, 'unsupported-filter', 'phase and region'],
    [
      'two times that leave nothing',
      { from: '2026-03-01T10:00:00Z', to: '2026-03-01T10:00:00Z' },
      PARAMETER,
      'earlier',
    ],
    ['a date without a time', { from: '2026-03-01' }, PARAMETER, 'RFC 3339'],
    ['a phase that does not exist', { phase: 'holding' }, PARAMETER, 'HOLDING'],
    ['a phase that does not exist beside one that does', { phase: 'HOLDING,OVER' }, PARAMETER, 'phase must be one of'],
    ['phases and a Region', { phase: 'HOLDING,ENDED', region: 'eu-west-1' }, 'unsupported-filter', 'phase and region'],
    ['an outcome that does not exist', { outcome: '' }, PARAMETER, 'PASSED'],
    ['no name of a plan', { recoveryPlan: '' }, PARAMETER, 'blank'],
    ['a plan with half a character', { recoveryPlan: '\ud800' }, PARAMETER, 'unpaired surrogates'],
    ['a plan that is too long', { recoveryPlan: 'x'.repeat(257) }, PARAMETER, '256'],
    ['a Region that cannot be one', { region: 'Frankfurt' }, PARAMETER, 'eu-west-1'],
    ['a caller that cannot be one', { requestedBy: 'x'.repeat(2049) }, PARAMETER, 'requestedBy'],
    ['a made-up cursor', { cursor: 'bm9uc2Vuc2U' }, PARAMETER, 'cursor'],
    ['an unknown filter', { cleanup: 'LEAKED' }, PARAMETER, 'allowed: from, to, phase'],
  ])('refuses %s, and says what is allowed', async (_what, query, code, hint) => {
    const answer = await requested(query);
    expect([answer.statusCode, JSON.parse(answer.body)]).toMatchObject([
      400,
      { code, detail: expect.stringContaining(hint) },
    ]);
  });

  test.each(['holding', '', 'HOLDING,OVER', 'OVER,HOLDING,,', ','.repeat(200)])(
    'names the parameter whose phases do not exist as it is called, once: %s',
    async (phase) => {
      const { errors } = JSON.parse((await requested({ phase })).body);
      expect(errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(['phase']);
    },
  );

  test('says which filters must be used alone, and why', async () => {
    const { detail, errors } = JSON.parse((await requested({ outcome: 'PASSED', recoveryPlan: 'a' })).body);
    expect(detail).toContain('at most one of phase, outcome, recoveryPlan, region and requestedBy');
    expect(detail).toContain('its own index');
    expect(errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(['outcome', 'recoveryPlan']);
  });
});

async function requested(queryStringParameters: Record<string, string>) {
  return through('listDrills', { ...(await payloadOf('listDrills')), queryStringParameters });
}

async function listed(query: Record<string, string>): Promise<string[]> {
  const answer = await requested(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.body).drills.map(({ drillId }: { drillId: string }) => drillId);
}
