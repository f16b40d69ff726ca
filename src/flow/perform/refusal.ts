import { isFinal } from '../../drill/failureMeaning.ts';
import { CallFailed } from '../errors.ts';

/**
 * The answer to a question about one server, or AWS's refusal of it, which does not affect the other servers. Temporary
 * failures are rethrown.
 */
export async function orRefusal<Answer>(answer: Promise<Answer>): Promise<Answer | CallFailed> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed && isFinal(error.kind)) return error;
    throw error;
  }
}
