import { isFinal } from '../../drill/failureMeaning.ts';
import { CallFailed } from '../wrong.ts';

/** The answer to a question about one server, or AWS's refusal of it, which says nothing of the others. What may be answered later is thrown on. */
export async function orRefusal<Answer>(asked: Promise<Answer>): Promise<Answer | CallFailed> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallFailed && isFinal(error.kind)) return error;
    throw error;
  }
}
