import { describe, expect, test } from 'vitest';
import type { Limits, Network, Terms } from '../../src/drill/drill.ts';
import { inspected } from './chapters.ts';
import { begin, healthy, LIMITS, requested, server } from './given.ts';

const DRILLS: Network = { subnetIds: ['subnet-drill'], securityGroupIds: ['sg-drill'] };

function checked(drillNetworks: Limits['drillNetworks'], network: Network | null, waived = false): string | undefined {
  const waivers = waived ? [{ check: 'drill-network', reason: 'isolated by other means' }] : [];
  const story = begin(requested([[server(1)]], { waivers }, { ...LIMITS, drillNetworks }));
  const { drill } = inspected(story, (id) => healthy(id, { network }));
  return drill.failedChecks[0]?.message ?? drill.phase;
}

describe('drill instances are launched only into drill networks', () => {
  test('a template inside them passes', () => {
    expect(checked(DRILLS, DRILLS)).toBe('LAUNCHING');
  });

  test.each([
    ['another subnet', { ...DRILLS, subnetIds: ['subnet-drill', 'subnet-production'] }, 'subnet-production'],
    ['another security group', { ...DRILLS, securityGroupIds: ['sg-production'] }, 'sg-production'],
    ['no subnet', { ...DRILLS, subnetIds: [] }, 'default VPC'],
    ['no security group', { ...DRILLS, securityGroupIds: [] }, 'no security group'],
    ['no readable template', null, 'could not be read'],
  ])('a template with %s is refused', (_name, network, message) => {
    expect(checked(DRILLS, network)).toContain(message);
  });

  test('no list configured is a failed check, not a pass', () => {
    expect(checked(null, DRILLS)).toContain('No drill networks are configured');
  });

  test('a deployment may switch the check off, and a caller may waive it with a reason', () => {
    expect([checked('ANY', null), checked(null, null, true)]).toEqual(['LAUNCHING', 'LAUNCHING']);
  });

  test('a missing template fails every network setting, and its server is drilled only with a waiver', () => {
    // given
    const refused = { template: { launchTemplateId: 'lt-1', message: 'NotFound', isMissing: true as const } };
    const checkedWith = (waivers: Terms['waivers']) =>
      inspected(begin(requested([[server(1)]], { waivers })), (id) => healthy(id, { template: null, refused })).drill;
    // then
    expect(checkedWith([]).failedChecks).toMatchObject([
      { check: 'drill-network', message: 'Its launch template lt-1 does not exist: NotFound' },
    ]);
    expect(checkedWith([{ check: 'drill-network', reason: 'DRS makes a new one' }]).phase).toBe('LAUNCHING');
  });

  test('a source server tagged drs-drill=deny is never drilled, whatever is waived', () => {
    const waivers = [{ check: 'not-denied', sourceServerId: server(1), reason: 'just once' }];
    const story = begin(requested([[server(1)]], { waivers }));
    const { drill } = inspected(story, (id) => healthy(id, { tags: { 'drs-drill': 'deny' } }));
    expect(drill.failedChecks.map((one) => one.check)).toEqual(['not-denied']);
  });
});
