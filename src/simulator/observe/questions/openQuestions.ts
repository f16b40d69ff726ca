import type { Recording } from '../recording.ts';
import type { OpenQuestion } from './openQuestion.ts';
import { OF_END } from './questionsOfEnd.ts';
import { OF_LAUNCH } from './questionsOfLaunch.ts';

/** Everything about DRS that is not published and that a drill could show. */
export const OPEN_QUESTIONS: readonly OpenQuestion[] = [...OF_LAUNCH, ...OF_END];

/** A question with its answer; null: the drill does not answer it. */
export interface Answered extends Pick<OpenQuestion, 'name' | 'asks' | 'how'> {
  answer: string | null;
}

/** The answers of a recording. */
export function answers(recording: Recording): Answered[] {
  return OPEN_QUESTIONS.map(({ name, asks, how, answer }) => ({ name, asks, how, answer: answer(recording) ?? null }));
}
