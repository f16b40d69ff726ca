import Link from '@cloudscape-design/components/link';
import { isHttps } from '../../words/isHttps.ts';
import { PlainText } from '../plainText.tsx';

/** A link to an https address elsewhere, in a new tab; any other address is only text. */
export function OuterLink({ href, children }: { href: string; children: string }) {
  if (!isHttps(href)) return <PlainText text={children} />;
  return (
    <Link
      variant="primary"
      href={href}
      external
      target="_blank"
      rel="noopener noreferrer"
      externalIconAriaLabel="Opens in a new tab"
    >
      <PlainText text={children} />
    </Link>
  );
}
