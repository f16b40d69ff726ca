import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** Why a form cannot be saved yet, a sentence each; none: it can. */
export function MissingWords({ sentences }: { sentences: readonly string[] }) {
  return (
    <div aria-live="polite">
      {sentences.length > 0 && (
        <StatusIndicator type="warning" wrapText>
          {sentences.join(' ')}
        </StatusIndicator>
      )}
    </div>
  );
}
