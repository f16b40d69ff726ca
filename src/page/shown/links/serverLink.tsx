import { PlainText } from '../plainText.tsx';
import { InnerLink } from './innerLink.tsx';

interface ServerLinkProps {
  sourceServerId: string;
  /** Its host name, where it is known. */
  name?: string | null;
}

/** A source server, which has a view of its own. */
export function ServerLink({ sourceServerId, name }: ServerLinkProps) {
  return (
    <InnerLink href={`/servers/${encodeURIComponent(sourceServerId)}`}>
      {name ? <PlainText text={name} /> : sourceServerId}
    </InnerLink>
  );
}
