import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useFollow } from '../../frame/follow.ts';

/** A link to another view. */
export function InnerLink({ href, children }: { href: string; children: ReactNode }) {
  const follow = useFollow();
  return (
    <Link href={href} onFollow={follow}>
      {children}
    </Link>
  );
}
