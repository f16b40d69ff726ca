import Link from '@cloudscape-design/components/link';

/** A link to an https address elsewhere, in a new tab; any other address is only text. */
export function OuterLink({ href, children }: { href: string; children: string }) {
  if (!isHttps(href)) return <bdi>{children}</bdi>;
  return (
    <Link href={href} external target="_blank" rel="noopener noreferrer" externalIconAriaLabel="Opens in a new tab">
      {children}
    </Link>
  );
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}
