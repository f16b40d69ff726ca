import { describe, expect, test } from 'vitest';
import { refuseCrowd } from '../../../src/drill/phases/request.ts';
import { emptySite } from '../../../src/drill/site.ts';
import { hardStopArmed, inspected } from '../chapters.ts';
import {
  answer,
  begin,
  isOpen,
  lastRequested,
  MINUTE,
  requestedWaves,
  SITE,
  type Story,
  server,
  wake,
} from '../given.ts';

const WEB = { tags: { Tier: ['web'] } };

describe('a drill that chooses its servers by tag', () => {
  test('asks DRS which servers there are before it claims any', () => {
    const story = begin(requestedWaves([{ choice: WEB }]));
    expect(story.drill.phase).toBe('REQUESTED');
    expect(lastRequested(story, 'FindCandidates').choices).toEqual([WEB]);
    expect(story.site.claims).toEqual({ [story.drill.drillId]: [] });
    expect(story.site.reserved).toEqual({});
  });

  test('counts as an open drill all the same', () => {
    const { site } = begin(requestedWaves([{ choice: WEB }]));
    const full = { ...site, claims: { ...site.claims, ...claims(499) } };
    expect(refuseCrowd(full, 0, undefined)).toMatchObject({ code: 'too-many-drills' });
  });

  test('claims the chosen servers, takes its turn, and records what they were chosen from', () => {
    const story = chosen(begin(requestedWaves([{ ids: [server(1)] }, { choice: WEB }])), [server(2), server(3)]);
    expect(story.facts).toContainEqual({
      type: 'ServersChosen',
      waves: [[server(1)], [server(2), server(3)]],
      candidates: 2,
      digest: 'digest',
      seed: 0,
    });
    expect(story.site.claims[story.drill.drillId]).toEqual([server(1), server(2), server(3)]);
    expect(story.site.reserved[story.drill.drillId]).toEqual({ jobs: 1, servers: 2 });
    expect(story.drill.phase).toBe('VALIDATING');
    expect(Object.values(story.drill.servers).map(({ wave }) => wave)).toEqual([0, 1, 1]);
    expect(hardStopArmed(inspected(story)).drill.launches).toHaveLength(1);
  });

  test('is REJECTED when no server matches, and when another open drill has claimed one', () => {
    const none = chosen(begin(requestedWaves([{ choice: WEB }])), []);
    expect(none.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', claimed: false });
    expect(none.drill.why).toContain('No source server matches the tags of wave 1.');
    const site = { ...emptySite(SITE.accountId, SITE.region), claims: { 'd-other': [server(2)] } };
    const claimed = chosen(begin(requestedWaves([{ choice: WEB }]), site), [server(2)]);
    expect(claimed.drill.failedChecks).toMatchObject([{ check: 'not-claimed', sourceServerId: server(2) }]);
  });

  test('is REJECTED when DRS does not list its servers within half an hour, or refuses', () => {
    const late = wake(begin(requestedWaves([{ choice: WEB }])), 31 * MINUTE);
    expect(late.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED' });
    const denied = answer(begin(requestedWaves([{ choice: WEB }])), 'FindCandidates', () => ({
      type: 'EffectFailed',
      kind: 'DENIED',
      message: 'not authorized',
    }));
    expect(denied.drill).toMatchObject({
      phase: 'ENDED',
      outcome: 'REJECTED',
      failedChecks: [{ check: 'aws-answers' }],
    });
  });

  test('asks again when DRS does not answer', () => {
    const failed = answer(begin(requestedWaves([{ choice: WEB }])), 'FindCandidates', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'not now',
    }));
    expect(isOpen(failed, 'FindCandidates')).toBe(false);
    expect(isOpen(wake(failed, MINUTE), 'FindCandidates')).toBe(true);
  });
});

function claims(drills: number): Record<string, string[]> {
  return Object.fromEntries(Array.from({ length: drills }, (_, n) => [`d-${n}`, []]));
}

function chosen(story: Story, ids: string[]): Story {
  return answer(story, 'FindCandidates', () => ({
    type: 'CandidatesFound',
    candidates: ids.map((sourceServerId) => ({
      sourceServerId,
      tags: { Tier: 'web' },
      provedAt: null,
      failedAt: null,
      isDisconnected: false,
    })),
    digest: 'digest',
    seed: 0,
  }));
}
