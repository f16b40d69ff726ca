import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answers.ts';
import { type Drill, listDrills, listTrials } from '../api/client.ts';
import { type Candidate, candidatesOf } from './candidates.ts';

/** The drills with which a drill can be compared; undefined until they are read. */
export function useCandidates(drill: Drill): { candidates: Candidate[] | undefined; error: Error | null } {
  const { data, error } = useQuery({ queryKey: ['comparable', drill.drillId], queryFn: () => read(drill) });
  return { candidates: data, error };
}

async function read({ drillId, terms: { recoveryPlan }, servers }: Drill): Promise<Candidate[]> {
  const [server] = servers;
  const [ofPlan, ofServer] = await Promise.all([
    recoveryPlan === undefined
      ? []
      : answerOf(listDrills({ recoveryPlan, limit: READ_MAX })).then(({ body }) => body.drills),
    server === undefined
      ? []
      : answerOf(listTrials(server.sourceServerId, { limit: READ_MAX })).then(({ body }) => body.trials),
  ]);
  return candidatesOf(drillId, ofPlan, ofServer);
}

const READ_MAX = 50;
