import Button from '@cloudscape-design/components/button';
import { useLocation } from 'wouter';
import type { Drill } from '../api/client.ts';
import { COMPARE_ID } from '../evidence/compareWith.tsx';
import { showDetails } from './showDetails.ts';

/** Leads from a drill that has ended to the choice of another one to compare it with. */
export function CompareButton({ drill: { drillId, phase } }: { drill: Drill }) {
  const [, navigate] = useLocation();
  if (phase !== 'ENDED') return null;
  const show = () => {
    navigate(`/drills/${drillId}/evidence`);
    showDetails(COMPARE_ID);
  };
  return <Button onClick={show}>Compare</Button>;
}
