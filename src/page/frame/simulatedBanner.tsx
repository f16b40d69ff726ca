import { useSession } from '../api/session.ts';
import { useNarrow } from '../shown/useNarrow.ts';

/** Says on every view that nothing here happened in AWS. */
export function SimulatedBanner() {
  const { body } = useSession();
  const isNarrow = useNarrow();
  if (body?.authentication !== 'NONE') return null;
  return (
    <aside className="simulated" aria-label="Simulated">
      <strong>SIMULATED</strong>{' '}
      {isNarrow
        ? 'Not AWS, and its clock runs fast.'
        : 'The local world plays AWS. Nothing here happened in an AWS account, and its clock runs fast.'}
    </aside>
  );
}
