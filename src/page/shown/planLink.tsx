import { InnerLink } from './innerLink.tsx';

/** A version of a plan, which leads to it. */
export function PlanLink({ name, version }: { name: string; version: number }) {
  return (
    <InnerLink href={`/plans/${encodeURIComponent(name)}/${version}`}>
      {name}, version {version}
    </InnerLink>
  );
}
