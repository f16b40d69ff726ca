import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useFollow } from '../../frame/follow.ts';

/** A link to another view. Underlined, because in a text and on every ground a link is more than its colour. */
export function InnerLink({ href, children }: { href: string; children: ReactNode }) {
  const follow = useFollow();
  return (
    <Link variant="primary" href={href} onFollow={follow}>
      {children}
    </Link>
  );
}
