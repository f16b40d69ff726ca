import type { Drill } from '../../api/client.ts';
import { PlainText } from '../../shown/plainText.tsx';

/** What is left, and what keeps it from going, as far as AWS says. */
export function Standing({ left }: { left: Drill['leftStanding'] }) {
  return (
    <ul className="problems">
      {left.map(({ sourceServerId, what, isProtected, failback, lastWords }) => (
        <li key={`${sourceServerId} ${what}`}>
          {sourceServerId}: <PlainText text={what} />
          {isProtected && <>. Protected against termination (disableApiTermination): remove that in EC2</>}
          {failback !== null && (
            <>
              . Failback <PlainText text={failback} />
            </>
          )}
          {lastWords !== null && (
            <>
              . DRS: <PlainText text={lastWords} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
