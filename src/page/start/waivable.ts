/** The checks before a launch that a request may waive. */
export const WAIVABLE: readonly string[] = [
  'lag',
  'replication-healthy',
  'no-replication-error',
  'not-extended',
  'drill-network',
  'no-drill-instance',
];
