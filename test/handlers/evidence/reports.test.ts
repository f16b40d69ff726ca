import { hash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { SECOND_MS, UNSEALED_SECONDS_MAX } from '../../../src/drill/bounds.ts';
import { answerAccepted } from '../../../src/handlers/evidence/reportAnswer.ts';
import type { AllPorts } from '../../../src/handlers/wiring/wiring.ts';
import { aNote, START } from '../../builders.ts';
import { given as aReport } from '../../evidence/forms/given.ts';
import type { Answer } from '../contract/documented.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from '../given.ts';
import { aReceipt } from './aReceipt.ts';

const ENDED = { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' } as const;
const DUE = { drillId: DRILL_ID, because: 'ENDED', dueAt: START } as const;

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

describe('the report of a drill', () => {
  test('is JSON, HTML, Markdown or CSV, as the caller accepts, and says that it depends on that', async () => {
    await givenDrill(given);
    const forms = ['application/json', 'text/html', 'text/markdown', 'text/csv'];
    const answers = await Promise.all(forms.map((accept) => report(accept)));
    expect(answers.map(({ headers }) => headers['content-type']?.split(';')[0])).toEqual(forms);
    expect(answers.map(({ headers }) => headers['vary'])).toEqual(forms.map(() => 'accept'));
    for (const { body } of answers.slice(0, 3)) expect(body).toContain(DRILL_ID);
  });

  test('is JSON for a client that takes anything', async () => {
    await givenDrill(given);
    expect((await report('*/*')).headers['content-type']).toBe('application/json');
    expect((await report(undefined)).headers['content-type']).toBe('application/json');
  });

  test('is not final while the drill runs, and final once it has ended', async () => {
    await givenDrill(given);
    expect(JSON.parse((await report('application/json')).body)).toMatchObject({ final: false });
    expect((await report('text/html')).body).toMatch(/not final/i);
    given = givenPorts();
    await givenDrill(given, ENDED);
    expect(JSON.parse((await report('application/json')).body).identity).toMatchObject({ drillId: DRILL_ID });
  });

  test('as a page may run, load and send nothing, whatever is written in it', async () => {
    await givenDrill(given);
    const text = '</style><script src="https://evil.example/x.js"></script><img src=x onerror=alert(1)>';
    await given.table.ports.notes.add(aNote({ drillId: DRILL_ID, text }));
    const { headers, body } = await report('text/html');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? [];
    expect(policy).toContain(`'sha256-${hash('sha256', style, 'base64')}'`);
    expect(policy).toContain('sandbox');
    expect(policy).not.toMatch(/unsafe|allow-scripts|allow-same-origin|script-src/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).not.toMatch(/<script|<img/i);
    expect(body).toContain('&lt;script');
  });

  test('that is too large for a response is refused with what to do instead', () => {
    const report = aReport('PASSED', 300);
    report.verdict.why = '"'.repeat(3_000_001);
    for (const type of ['application/json', 'text/html'])
      expect(() => answerAccepted(type)(report)).toThrow(`The report as ${type} is too large for a response: accept`);
    expect(answerAccepted('text/markdown')(report).status).toBe(200);
  });

  test('of an unknown drill is refused before anything else is read', async () => {
    expect((await report('text/html')).statusCode).toBe(404);
    expect((await report('text/html')).headers['content-type']).toBe('application/problem+json');
  });
});

describe('a drill', () => {
  test('shows the sealed parts of its evidence once it has ended', async () => {
    await givenDrill(given, ENDED);
    const before = await shownDrill();
    await given.table.ports.seals.keep(aReceipt(), DUE, null);
    expect(before.evidence).toEqual([]);
    const { part, envelopeHash } = aReceipt();
    expect((await shownDrill()).evidence).toEqual([{ part, envelopeHash, sealedAt: '2026-03-01T10:00:00.000Z' }]);
  });
});

describe('links to evidence', () => {
  test('are refused until it is sealed, and say until when it should be', async () => {
    await givenDrill(given, ENDED);
    await given.table.ports.seals.keep(null, { ...DUE, because: 'QUARANTINED' }, DUE);
    const problem = JSON.parse((await link()).body);
    expect(problem).toMatchObject({ status: 404, code: 'not-sealed' });
    expect(problem.detail).toContain(new Date(START + UNSEALED_SECONDS_MAX * SECOND_MS).toISOString());
  });

  test('are refused while the drill runs', async () => {
    await givenDrill(given);
    expect(JSON.parse((await link()).body).detail).toContain('the drill has not ended');
  });

  test('are refused for a part that there is not', async () => {
    await givenDrill(given, ENDED);
    await given.table.ports.seals.keep(aReceipt(), DUE, null);
    expect((await link({ part: 'FIRST' })).statusCode).toBe(200);
    expect(JSON.parse((await link({ part: 'RESOLVED' })).body).detail).toContain('nothing to seal');
  });

  test('end after fifteen minutes', async () => {
    const lifetimes: number[] = [];
    const link15 = async (name: string, seconds: number) => `https://s3.invalid/${name}/${lifetimes.push(seconds)}`;
    given = givenPorts({ bundles: { link: link15 } as AllPorts['bundles'] });
    await givenDrill(given, ENDED);
    await given.table.ports.seals.keep(aReceipt(), DUE, null);
    expect(JSON.parse((await link()).body).expiresAt).toBe('2026-03-01T10:15:00.000Z');
    expect(new Set(lifetimes)).toEqual(new Set([900]));
  });

  test('are given to a caller who is named, and the log says to whom, but not the links', async () => {
    await givenDrill(given, ENDED);
    await given.table.ports.seals.keep(aReceipt(), DUE, null);
    expect((await link({}, { requestContext: {} })).statusCode).toBe(401);
    await link();
    expect(given.logged).toContain('evidence was linked');
    expect(given.logged.join()).not.toContain('s3.invalid');
  });

  test('are refused for a drill that cannot be', async () => {
    expect((await link({ drillId: '../../outputs' })).statusCode).toBe(400);
    expect((await link({ part: 'LAST' })).statusCode).toBe(400);
    expect((await link()).statusCode).toBe(404);
  });
});

async function report(accept: string | undefined): Promise<Answer> {
  const payload = await payloadOf('getReport');
  const { accept: _, ...headers } = Object(payload['headers']);
  return through('getReport', { ...payload, headers: accept === undefined ? headers : { ...headers, accept } });
}

async function shownDrill() {
  return JSON.parse((await through('getDrill', await payloadOf('getDrill'))).body);
}

async function link(body: object = {}, more: object = {}): Promise<Answer> {
  const payload = await payloadOf('linkEvidence');
  return through('linkEvidence', { ...payload, body: JSON.stringify({ drillId: DRILL_ID, ...body }), ...more });
}
