import { Refusal } from '../api/answers.ts';
import { failureOf } from '../api/failure.ts';
import { connectionMessage } from './connectionMessage.ts';

interface Message {
  text: string;
  /** Whether the page itself has failed. */
  isFault: boolean;
}

/** What stands on top of every view, by the errors of what it reads, the newest first. Nothing is said twice. */
export function connectionMessages(errors: readonly Error[]): Message[] {
  const calls = [...new Set(errors.flatMap(refusedCall))];
  const messages = errors
    .filter((error) => refusedCall(error).length === 0 && !isOver(error, errors))
    .flatMap(messageOf);
  return [
    ...new Map(messages.map((message) => [message.text, message])).values(),
    ...(calls.length === 0 ? [] : [{ text: refusedText(calls), isFault: false }]),
  ];
}

function messageOf(error: Error): Message[] {
  const text = connectionMessage(error);
  return text === undefined ? [] : [{ text, isFault: failureOf(error) === 'FAULT' }];
}

/** Any answer shows that the page's own server is back; reads that failed before it say nothing any more. */
function isOver(error: Error, [newest]: readonly Error[]): boolean {
  return failureOf(error) === 'NO_SERVER' && newest instanceof Refusal;
}

/** The call that API Gateway refuses; its view says which right is missing. */
function refusedCall(error: Error): string[] {
  const call = /^API Gateway refuses (\S+ \S+):/.exec(error.message)?.[1];
  return failureOf(error) === 'NO_RIGHT' && call !== undefined ? [call] : [];
}

/** One text for all, because the same right is missing, and many texts would hide the view. */
function refusedText(calls: string[]): string {
  const others = calls.length - CALLS_NAMED_MAX;
  const named = calls.slice(0, CALLS_NAMED_MAX).join(', ');
  return `API Gateway refuses ${named}${others > 0 ? ` and ${others} more` : ''}: your AWS identity needs execute-api:Invoke for that, or its credentials are not valid. Trying again.`;
}

const CALLS_NAMED_MAX = 2;
