import { InnerLink } from './innerLink.tsx';

/** A version of a plan, which has a view of its own. */
export function PlanLink({ name, version }: { name: string; version: number }) {
  return <InnerLink href={`/plans/${encodeURIComponent(name)}/${version}`}>{`${name}, version ${version}`}</InnerLink>;
}
