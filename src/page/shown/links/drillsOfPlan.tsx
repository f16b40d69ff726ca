import { PlainText } from '../plainText.tsx';
import { InnerLink } from './innerLink.tsx';

/** The name of a recovery plan, which leads to its drills; a dash without one. */
export function DrillsOfPlan({ name }: { name: string | null }) {
  if (name === null) return <>–</>;
  return (
    <InnerLink href={`/drills?recoveryPlan=${encodeURIComponent(name)}`}>
      <PlainText text={name} />
    </InnerLink>
  );
}
