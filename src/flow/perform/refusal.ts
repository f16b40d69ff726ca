import { isFinal } from '../../drill/failureMeaning.ts';
import { CallFailed } from '../errors.ts';

/** The answer to a question about one server, or AWS's refusal of it, which says nothing of the others. What may be answered later is thrown on. */
export async function orRefusal<Answer>(answer: Promise<Answer>): Promise<Answer | CallFailed> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed && isFinal(error.kind)) return error;
    throw error;
  }
}
