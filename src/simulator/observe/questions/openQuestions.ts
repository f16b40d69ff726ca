import type { Recording } from '../recording.ts';
import type { OpenQuestion } from './openQuestion.ts';
import { OF_END } from './questionsOfEnd.ts';
import { OF_LAUNCH } from './questionsOfLaunch.ts';

/** All that nobody has shown of DRS and a drill could. */
export const OPEN_QUESTIONS: readonly OpenQuestion[] = [...OF_LAUNCH, ...OF_END];

/** A question with its answer; null: the drill has not asked it. */
export interface Answered extends Pick<OpenQuestion, 'name' | 'asks' | 'how'> {
  answer: string | null;
}

/** What a recording says to each of them. */
export function answers(recording: Recording): Answered[] {
  return OPEN_QUESTIONS.map(({ name, asks, how, answer }) => ({ name, asks, how, answer: answer(recording) ?? null }));
}
