import Box from '@cloudscape-design/components/box';
import { utcBeside, zonedText } from './zonedText.ts';

/** A coming time in the zone of its schedule, and in UTC. */
export function ZonedTime({ at, timeZone }: { at: string | number; timeZone: string }) {
  return (
    <div>
      <time dateTime={new Date(at).toISOString()}>
        {zonedText(at, timeZone)} {timeZone === 'UTC' && 'UTC'}
      </time>
      {timeZone !== 'UTC' && (
        <Box color="text-body-secondary" fontSize="body-s">
          {timeZone} · {utcBeside(at, timeZone)}
        </Box>
      )}
    </div>
  );
}
