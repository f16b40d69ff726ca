import Box from '@cloudscape-design/components/box';
import Icon from '@cloudscape-design/components/icon';

/** Why a form cannot be saved yet, a sentence each; none: it can. */
export function MissingWords({ sentences }: { sentences: readonly string[] }) {
  return (
    <div aria-live="polite">
      {sentences.length > 0 && (
        <Box color="text-status-warning">
          <Icon name="status-warning" variant="warning" /> {sentences.join(' ')}
        </Box>
      )}
    </div>
  );
}
