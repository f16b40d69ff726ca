import { InnerLink } from './innerLink.tsx';

/** A drill by its id, which has a view of its own. */
export function DrillLink({ drillId }: { drillId: string }) {
  return <InnerLink href={`/drills/${drillId}`}>{drillId}</InnerLink>;
}
