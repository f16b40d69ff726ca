import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** The metrics, as the alarms and the dashboard of serverless.yml name them. */
export type Measured =
  | 'LeakedServers'
  | 'HoldOverruns'
  | 'QuarantinedDrills'
  | 'JournalRewrites'
  | 'LeverNotOpen'
  | 'WaitingInstances'
  | 'ReleasedJobs'
  | 'SchedulesBlocked'
  | 'UnsealedDrills'
  | 'GuardRuns'
  | 'GuardTerminations'
  | 'DrillsPassed'
  | 'DrillsNotPassed';

/** Counts for CloudWatch, in its embedded metric format: one line of the log, no call. */
export function measure(counts: Partial<Record<Measured, number>>): void {
  const entries = Object.entries(counts);
  if (entries.length === 0) return;
  kept.metrics ??= new Metrics();
  for (const [name, value] of entries) kept.metrics.addMetric(name, MetricUnit.Count, value);
  kept.metrics.publishStoredMetrics();
}

const kept: { metrics?: Metrics } = {};
