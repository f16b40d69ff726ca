import { describe, expect, test } from 'vitest';
import { readDrillRequest } from '../../src/api/drillRequest.ts';
import { BadRequest } from '../../src/api/problem.ts';
import { serverId } from '../builders.ts';

const HOME = { accountId: '111122223333', region: 'eu-west-1' };
const SETTINGS = { sites: [HOME] as [typeof HOME], holdSecondsMax: 86_400 };
const POINT = 'pit-00000000000000001';

function body(more: Record<string, unknown> = {}) {
  return { waves: [{ sourceServerIds: [serverId(1)] }], holdSeconds: 3600, reason: 'Quarterly rehearsal', ...more };
}

/** The errors of a body by pointer. */
function errorsOf(requested: unknown): Record<string, string> {
  try {
    readDrillRequest(requested, SETTINGS);
  } catch (error) {
    if (error instanceof BadRequest) return Object.fromEntries(error.errors.map((one) => [one.pointer, one.message]));
    throw error;
  }
  return {};
}

const MANAGED = 'AWSElasticDisasterRecoveryManaged';

describe('the body of POST /v1/drills', () => {
  test('the message of a refusal has every error, because some clients show nothing else', () => {
    const refused = { ...body({ holdSeconds: -1, reason: '' }), colour: 1 };
    const sentence = /^The request has 3 errors: \/holdSeconds: must be .*; \/reason: must be .*; \/colour: is unknown/;
    expect(() => readDrillRequest(refused, SETTINGS)).toThrow(sentence);
    const many = body(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`colour${index}`, 1])));
    expect(() => readDrillRequest(many, SETTINGS)).toThrow(/^The request has 12 errors: .*; and 2 more$/);
  });

  test('a minimal request gets every default and the site of the deployment', () => {
    expect(readDrillRequest(body(), SETTINGS)).toEqual({
      site: HOME,
      waves: [[serverId(1)]],
      terms: {
        recoveryPoint: { type: 'LATEST' },
        holdSeconds: 3600,
        lagSecondsMax: 900,
        bootSecondsMax: 1800,
        launchAllowanceSeconds: 5400,
        startWithinSeconds: 3600,
        onLaunchFailure: 'HOLD',
        objectives: {},
        waivers: [],
        reason: 'Quarterly rehearsal',
        tags: {},
      },
    });
  });

  test('a time is read with its offset', () => {
    const requested = body({ recoveryPoint: { type: 'AT_OR_BEFORE', at: '2026-03-01T12:00:00+02:00' } });
    const at = Date.parse('2026-03-01T10:00:00Z');
    expect(readDrillRequest(requested, SETTINGS).terms.recoveryPoint).toEqual({ type: 'AT_OR_BEFORE', at });
  });

  test('all errors are reported at once, each with its place', () => {
    const requested = body({
      holdSeconds: -1,
      reason: ' ',
      colour: 'red',
      waves: [{ sourceServerIds: ['nonsense'], size: 1 }],
    });
    expect(Object.keys(errorsOf(requested)).sort()).toEqual([
      '/colour',
      '/holdSeconds',
      '/reason',
      '/waves/0/size',
      '/waves/0/sourceServerIds/0',
    ]);
  });

  test.each([
    ['an unknown member', '/colour', body({ colour: 'red' })],
    ['a nested unknown member', '/objectives/cost', body({ objectives: { cost: 1 } })],
    ['no body at all', '', undefined],
    ['no wave', '/waves', body({ waves: [] })],
    ['an empty wave', '/waves/0/sourceServerIds', body({ waves: [{ sourceServerIds: [] }] })],
    ['a hold longer than the deployment allows', '/holdSeconds', body({ holdSeconds: 86_401 })],
    ['half a second', '/holdSeconds', body({ holdSeconds: 0.5 })],
    ['a number as a string', '/holdSeconds', body({ holdSeconds: '60' })],
    [
      'a time without offset',
      '/recoveryPoint/at',
      body({ recoveryPoint: { type: 'AT_OR_BEFORE', at: '2026-03-01T12:00:00' } }),
    ],
    ['another Region', '/region', body({ region: 'us-east-1' })],
    ['another account', '/accountId', body({ accountId: '999999999999' })],
    [
      'a waiver of a check that cannot be waived',
      '/waivers/0/check',
      body({ waivers: [{ check: 'no-real-instance', reason: 'x' }] }),
    ],
    [
      'a waiver for a server of another drill',
      '/waivers/0/sourceServerId',
      body({ waivers: [{ check: 'lag', sourceServerId: serverId(9), reason: 'x' }] }),
    ],
    [
      'an instance replaced without naming its server',
      '/waivers/0/sourceServerId',
      body({ waivers: [{ check: 'no-drill-instance', reason: 'x' }] }),
    ],
    ['a tag that the drill sets itself', '/tags/DrillOwner', body({ tags: { DrillOwner: 'me' } })],
    ['a reserved tag in another case', '/tags/drillowner', body({ tags: { drillowner: 'me' } })],
    ['a tag with the prefix of AWS', '/tags/aws:x', body({ tags: { 'aws:x': 'y' } })],
    ['a tag with the prefix of AWS in another case', '/tags/AwS:x', body({ tags: { 'AwS:x': 'y' } })],
    ['a tag that DRS uses for its instances', `/tags/${MANAGED}`, body({ tags: { [MANAGED]: 'me' } })],
    [
      'the same in another case',
      '/tags/awselasticdisasterrecoveryMANAGED',
      body({ tags: { awselasticdisasterrecoveryMANAGED: '' } }),
    ],
    ['a tag that DRS sets itself', '/tags/DRS.amazonaws.com-job', body({ tags: { 'DRS.amazonaws.com-job': 'x' } })],
    [
      'a letter that becomes part of a reserved tag in upper case',
      '/tags/Executıontype',
      body({ tags: { Executıontype: 'x' } }),
    ],
    ['a tag value with the prefix of AWS', '/tags/x', body({ tags: { x: 'AWS:y' } })],
    ['a tag with a character that AWS does not allow', '/tags/discount', body({ tags: { discount: '50% & more' } })],
    ['a tag with an emoji', '/tags/mood', body({ tags: { mood: 'fine 🎉' } })],
    ['a tag key with a character that AWS does not allow', '/tags/a&b', body({ tags: { 'a&b': 'c' } })],
    ['a key that is too long for a tag', `/tags/${'k'.repeat(129)}`, body({ tags: { ['k'.repeat(129)]: 'v' } })],
    ['a recovery plan that is not a valid tag value', '/recoveryPlan', body({ recoveryPlan: 'ERP & Payroll (EU)' })],
    [
      'tags whose total length is too long',
      '/tags',
      body({
        tags: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((key) => [key, 'x'.repeat(250)])),
      }),
    ],
    ['a control character', '/reason', body({ reason: 'two\nlines' })],
    ['a recovery plan that is too long for a tag', '/recoveryPlan', body({ recoveryPlan: 'x'.repeat(257) })],
  ])('is refused with %s', (_what, place, requested) => {
    expect(Object.keys(errorsOf(requested))).toEqual([place]);
  });

  test('tags and plans in every alphabet, with all characters that AWS allows, are accepted', () => {
    const tags = { 'cost-center_1': 'a.b:c/d=e+f-g@h', Größe: 'höchst', 部署: '北 2', empty: '' };
    expect(errorsOf(body({ tags, recoveryPlan: 'ERP + Payroll / EU' }))).toEqual({});
  });

  test('a server named twice in any waves is refused', () => {
    const waves = [{ sourceServerIds: [serverId(1), serverId(2)] }, { sourceServerIds: [serverId(1)] }];
    expect(errorsOf(body({ waves }))).toEqual({ '/waves/1/sourceServerIds/0': `${serverId(1)} is named twice` });
  });

  test('300 servers are accepted, 301 are refused', () => {
    const waves = (count: number) =>
      [1, 2].map((half) => ({
        sourceServerIds: Array.from({ length: half === 1 ? 200 : count - 200 }, (_, index) =>
          serverId(half * 1000 + index),
        ),
      }));
    expect(errorsOf(body({ waves: waves(300) }))).toEqual({});
    expect(Object.keys(errorsOf(body({ waves: waves(301) })))).toEqual(['/waves']);
  });

  test('recovery points by ID must match the servers of the drill exactly', () => {
    const chosen = (ids: Record<string, string>) => errorsOf(body({ recoveryPoint: { type: 'ID', ids } }));
    expect(chosen({ [serverId(1)]: POINT })).toEqual({});
    expect(Object.keys(chosen({}))).toEqual(['/recoveryPoint/ids']);
    expect(Object.keys(chosen({ [serverId(1)]: POINT, [serverId(2)]: POINT }))).toEqual([
      `/recoveryPoint/ids/${serverId(2)}`,
    ]);
    expect(Object.keys(chosen({ [serverId(1)]: 'snap-1' }))).toEqual([`/recoveryPoint/ids/${serverId(1)}`]);
  });
});
