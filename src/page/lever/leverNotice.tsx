import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useFollow } from '../frame/follow.ts';
import { PlainText } from '../shown/plainText.tsx';
import { leverSaid, startUnderLevers } from './leverSaid.ts';
import { useLevers } from './useLevers.ts';

/** Says that no drill can start, where one would be started; nothing while every lever is open. */
export function LeverNotice() {
  const follow = useFollow();
  const levers = useLevers().body?.levers ?? [];
  const meaning = startUnderLevers(levers);
  if (meaning === undefined) return null;
  return (
    <Alert
      type={meaning.isFrozen ? 'error' : 'warning'}
      header={meaning.header}
      action={
        <Button href="/lever" onFollow={follow}>
          Lever
        </Button>
      }
    >
      {levers
        .filter(({ inForce }) => inForce)
        .map((lever) => (
          <div key={lever.region ?? ''}>
            <PlainText text={leverSaid(lever)} />
          </div>
        ))}
      {meaning.isFrozen && 'Under FROZEN nothing is terminated either: instances stay up and cost money.'}
    </Alert>
  );
}
