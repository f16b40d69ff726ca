import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Draft, firstDraft, tagWave, waveOf } from '../../../src/page/start/draft.ts';
import { requestOf, requestText } from '../../../src/page/start/request.ts';
import { requestedDraft, requestedText } from '../../../src/page/start/requestedDraft.ts';

const SERVER = 's-0123456789abcdef0';

describe('the request of a drill by hand', () => {
  test('servers in the address come into one wave, each once', () => {
    const draft = firstDraft(`servers=${SERVER},s-1,${SERVER}`);
    expect(requestOf(draft, false)).toEqual({ waves: [{ sourceServerIds: [SERVER, 's-1'] }], holdSeconds: 1800 });
  });

  test('fields that are empty are not sent, so that the defaults of the API count', () => {
    const draft = byHand({ reason: 'rehearsal', objectives: { recoveryTimeSeconds: undefined }, changeReference: '' });
    expect(requestOf(draft, false)).toEqual({
      waves: [{ sourceServerIds: [SERVER] }],
      holdSeconds: 1800,
      reason: 'rehearsal',
    });
  });

  test('a dry run differs from its drill only by saying so', () => {
    const draft = byHand({ reason: 'rehearsal' });
    expect(requestOf(draft, true)).toEqual({ ...requestOf(draft, false), dryRun: true });
  });

  test('tags of a wave may have several values, and a tag of the drill has one', () => {
    const wave = { ...tagWave(), tagRows: [{ key: '1', name: 'Tier', value: 'web, app' }], sample: { count: 2 } };
    const draft = byHand({ waves: [wave], tagRows: [{ key: '2', name: 'Team', value: 'a, b' }] });
    expect(requestOf(draft, false)).toMatchObject({
      waves: [{ servers: { tags: { Tier: ['web', 'app'] }, sample: { count: 2 } } }],
      tags: { Team: 'a, b' },
    });
  });

  test('the place of every wave and check stays, because faults are named by it', () => {
    const draft = byHand({ waves: [waveOf([]), waveOf([SERVER])], checks: [{ key: '1', kind: '' }] });
    expect(requestOf(draft, false)).toMatchObject({ waves: [{ sourceServerIds: [] }, {}], checks: [{}] });
  });

  test('a check that is written as JSON has its members beside its name', () => {
    const check = { key: '1', kind: 'SSM', name: 'selftest', text: '{"document":"AWS-RunShellScript"}' };
    expect(requestOf(byHand({ checks: [check] }), false)).toMatchObject({
      checks: [{ name: 'selftest', kind: 'SSM', document: 'AWS-RunShellScript' }],
    });
  });
});

describe('the request of a plan', () => {
  test('names the plan and its version, and only what a start may replace', () => {
    const draft = { ...firstDraft('plan=web-shop&version=2') };
    draft.replaced = { ...draft.replaced, reason: 'change 4711', lagSecondsMax: 5 };
    expect(requestOf(draft, false)).toEqual({ plan: 'web-shop', planVersion: 2, reason: 'change 4711' });
  });

  test('has no version unless one was chosen', () => {
    expect(requestOf(firstDraft('plan=web-shop&version=x'), false)).toEqual({ plan: 'web-shop' });
  });
});

describe('whether a dry run still counts', () => {
  test('the same fields are the same request, in whatever order they were entered', () => {
    expect(requestText(byHand({ reason: 'a', changeReference: 'b' }))).toBe(
      requestText(byHand({ changeReference: 'b', reason: 'a' })),
    );
  });

  test('another value of any field is another request', () => {
    const member = fc.constantFrom('reason', 'changeReference', 'recoveryPlan', 'description');
    fc.assert(
      fc.property(member, fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, one, other) => {
        fc.pre(one !== other);
        expect(requestText(byHand({ [name]: one }))).not.toBe(requestText(byHand({ [name]: other })));
      }),
    );
  });

  test('the request of a dry run gives the same request again, for whoever opens its address', () => {
    fc.assert(
      fc.property(requests(), (request) => {
        const dryRun = { ...request, dryRun: true };
        expect(requestOf(requestedDraft(dryRun, null), false)).toEqual(request);
        expect(requestText(requestedDraft(dryRun, null))).toBe(requestedText(dryRun, null));
      }),
    );
  });

  test('a dry run of a plan is a start of that version of the plan', () => {
    const plan = { name: 'web-shop', version: 3, hash: 'h' };
    const draft = requestedDraft({ waves: [], holdSeconds: 60, reason: 'r', lagSecondsMax: 9, dryRun: true }, plan);
    expect(requestOf(draft, false)).toEqual({ plan: 'web-shop', planVersion: 3, holdSeconds: 60, reason: 'r' });
    const body = { waves: [], holdSeconds: 60, reason: 'r', lagSecondsMax: 9, dryRun: true };
    expect(requestedText(body, plan)).toBe(requestText(draft));
  });

  test.each([
    ['a comma in the value of a tag', { waves: [{ servers: { tags: { Role: ['web, app'] } } }] }],
    ['a tag without a value', { waves: [{ sourceServerIds: [SERVER] }], tags: { owner: '' } }],
  ])('a dry run with %s, which the fields cannot hold, is no dry run of what they hold', (_, request) => {
    const body = { ...request, holdSeconds: 60, reason: 'r', dryRun: true };
    expect(requestText(requestedDraft(body, null))).not.toBe(requestedText(body, null));
  });
});

function byHand(members: Partial<Draft['byHand']>): Draft {
  const draft = firstDraft(`servers=${SERVER}`);
  return { ...draft, byHand: { ...draft.byHand, ...members } };
}

function requests() {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const byId = fc.record({ sourceServerIds: fc.array(name, { minLength: 1 }) });
  const values = fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 3 }), { minKeys: 1 });
  const byTag = fc.record({ servers: fc.record({ tags: values, exclude: fc.array(name, { minLength: 1 }) }) });
  const check = fc.oneof(
    fc.record({ name, kind: fc.constant('TCP'), port: fc.nat() }),
    fc.record({ name, kind: fc.constant('SSM'), document: name, required: fc.boolean() }),
  );
  const optional = { checks: fc.array(check, { minLength: 1 }), tags: fc.dictionary(name, name, { minKeys: 1 }) };
  return fc
    .record({ waves: fc.array(fc.oneof(byId, byTag)), holdSeconds: fc.nat(), ...optional }, { requiredKeys: ['waves'] })
    .map((request) => ({ ...request }));
}
