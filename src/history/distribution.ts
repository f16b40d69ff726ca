import { DISTRIBUTION_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';

/**
 * A distribution of seconds without its samples. Count, minimum and maximum are exact, and percentiles come from
 * logarithmic buckets (after DDSketch, Masson and others, 2019). The order of the samples does not matter, and there
 * are at most some 2,800 buckets.
 */
export interface Distribution {
  count: number;
  min: number | null;
  max: number | null;
  /** The number of samples in each bucket, by bucket number. */
  buckets: Record<string, number>;
}

export const NO_SAMPLES: Distribution = { count: 0, min: null, max: null, buckets: {} };

/** The distribution with one more sample. */
export function withSeconds(before: Distribution, seconds: number): Distribution {
  const bucket = bucketOf(seconds);
  return {
    count: before.count + 1,
    min: Math.min(before.min ?? seconds, seconds),
    max: Math.max(before.max ?? seconds, seconds),
    buckets: { ...before.buckets, [bucket]: (before.buckets[bucket] ?? 0) + 1 },
  };
}

/** The percentile by nearest rank, in three digits, to within 1 %; null without samples. */
export function percentile({ count, min, max, buckets }: Distribution, share: number): number | null {
  if (min === null || max === null) return null;
  const rank = Math.max(1, Math.ceil(share * count));
  const inOrder = Object.entries(buckets)
    .map(([bucket, samples]) => [Number(bucket), samples] as const)
    .sort(([a], [b]) => a - b);
  let passed = 0;
  for (const [bucket, samples] of inOrder) {
    passed += samples;
    if (passed >= rank) return Math.min(Math.max(rounded(middleOf(bucket)), min), max);
  }
  return max;
}

/**
 * A bucket's middle differs from its samples by at most this fraction. Three digits add 0.5 %, so the sum stays below 1
 * %.
 */
const RELATIVE_ERROR = 0.0049;
const GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** Shorter than the clocks can measure. */
const NOTHING = -1;

/** Bucket n has the milliseconds from GROWTH^(n-1), exclusive, to GROWTH^n. */
function bucketOf(seconds: number): number {
  const milliseconds = Math.min(seconds, DISTRIBUTION_SECONDS_MAX) * SECOND_MS;
  return milliseconds < 1 ? NOTHING : Math.max(0, Math.ceil(Math.log(milliseconds) / Math.log(GROWTH)));
}

function middleOf(bucket: number): number {
  return bucket === NOTHING ? 0 : (2 * GROWTH ** bucket) / (GROWTH + 1) / SECOND_MS;
}

function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
