import Alert from '@cloudscape-design/components/alert';
import { InnerLink } from './links/innerLink.tsx';
import { PlainText } from './plainText.tsx';

/** A view with all things of a kind. */
export interface WayBack {
  text: string;
  href: string;
}

interface MissingAlertProps {
  /** What there is not, in the words of the API: `There is no drill d-1`. */
  said: string;
  back?: WayBack | undefined;
}

/** Says that something does not exist, and leads to what does. */
export function MissingAlert({ said, back }: MissingAlertProps) {
  return (
    <Alert type="warning" header={<PlainText text={said} />}>
      The address may be mistyped, or of another deployment.{' '}
      {back !== undefined && <InnerLink href={back.href}>{back.text}</InnerLink>}
    </Alert>
  );
}
