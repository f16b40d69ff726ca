import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** Says what is being read. */
export function Loading({ what }: { what: string }) {
  return <StatusIndicator type="loading">Reading {what}</StatusIndicator>;
}
