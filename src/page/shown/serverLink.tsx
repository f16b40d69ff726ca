import { InnerLink } from './innerLink.tsx';
import { PlainText } from './plainText.tsx';

interface ServerLinkProps {
  sourceServerId: string;
  /** Its host name, where it is known. */
  name?: string | null;
}

/** A source server, which has a view of its own. */
export function ServerLink({ sourceServerId, name }: ServerLinkProps) {
  return (
    <InnerLink href={`/servers/${encodeURIComponent(sourceServerId)}`}>
      <PlainText text={name || sourceServerId} />
    </InnerLink>
  );
}
