import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../api/answers.ts';
import type { Drill } from '../api/client.ts';
import { useDrill } from '../drill/useDrill.ts';

/** What a person is shown of a drill before an action, with the entity tag of the version that says so. */
export interface Seen {
  drill: Drill;
  etag: string | null;
}

/**
 * The version of a drill that the person has seen. It moves on by itself only to versions that say the same; once
 * something else would be said, the action meets a conflict, and the person decides again.
 */
export function useSeen(drillId: string, opened: Drill, says: (drill: Drill) => string) {
  const reads = useQueryClient();
  const { body = opened, etag, refresh } = useDrill(drillId);
  const [seen, setSeen] = useState<Seen>({ drill: body, etag });
  if (seen.etag !== etag && says(seen.drill) === says(body)) setSeen({ drill: body, etag });
  const lookAgain = async () => {
    await refresh();
    const newest = reads.getQueryData<Answer<Drill>>(['drill', drillId]);
    if (newest !== undefined) setSeen({ drill: newest.body, etag: newest.etag });
  };
  return { seen, lookAgain };
}
