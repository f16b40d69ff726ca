import type { Caller } from '../contract.ts';
import type { Input } from '../requestFields.ts';
import { describedAt, siteOf, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { answerPage, type Filter, readFilters, tagsView } from './validation.ts';

interface Taken {
  snapshotId: string;
  startedAt: number;
}

/** The tag of every EBS snapshot of DRS, required by the conditions of AWS's own policies for it. */
const TAGS = { AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com' };

const SNAPSHOT_FILTERS: Readonly<Record<string, Filter<Taken>>> = {
  'snapshot-id': ({ snapshotId }) => [snapshotId],
  'tag-key': () => Object.keys(TAGS),
};

/**
 * EC2 API reference, DescribeSnapshots: those behind the points that launches have taken, not those of the PIT
 * policy.
 */
export function describeSnapshots(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const at = describedAt(world);
  const site = siteOf(world, caller);
  const points = Object.values(site.servers).flatMap(({ onDemand }) => onDemand.filter(({ takenAt }) => takenAt <= at));
  const taken = points.flatMap(({ ebsSnapshots, takenAt }) =>
    ebsSnapshots.map((snapshotId) => ({ snapshotId, startedAt: takenAt })),
  );
  const found = taken.filter(readFilters(input, SNAPSHOT_FILTERS, () => TAGS, at));
  return answerPage(
    world,
    input,
    'Snapshots',
    found,
    ({ snapshotId }) => snapshotId,
    ({ snapshotId, startedAt }) => ({
      SnapshotId: snapshotId,
      OwnerId: site.accountId,
      State: 'completed',
      StartTime: ec2Time(startedAt),
      Tags: tagsView(TAGS),
    }),
  );
}
