import type { DrillEvent } from '../drillEvents.ts';
import { type ChatNotice, chatNotice } from './chatNotice.ts';
import { type NoticeFacts, noticeFacts } from './noticeFacts.ts';
import { beginningOf } from './noticeText.ts';

/** A message to people: subject and plain text for mail, and a chat notification. */
export interface Notice {
  subject: string;
  text: string;
  chat: ChatNotice;
}

/** The notice for an event; undefined for events that only programs need. */
export function noticeOf(event: DrillEvent): Notice | undefined {
  const facts = noticeFacts(event);
  if (facts === undefined) return undefined;
  return { subject: subjectOf(facts.sentence), text: mailText(facts, event), chat: chatNotice(facts, event) };
}

/**
 * SNS API reference, Publish: 256 KB for all formats of a message together, so the text has at most a quarter of that
 * in characters.
 */
const TEXT_CHARACTERS_MAX = 60_000;

function mailText({ sentence, said, about, next }: NoticeFacts, { detail }: DrillEvent): string {
  const { said: _, ...others } = detail;
  const rows = Object.entries(others).filter(([, value]) => value !== null);
  const lines = [
    sentence,
    ...said,
    '',
    ...about.map(([name, value]) => `${name}: ${value}`),
    '',
    `Next: ${next.what}`,
    `    ${next.command}`,
    '',
    'All details of the event:',
    ...rows.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    '',
  ];
  const text = lines.join('\n');
  return text.length <= TEXT_CHARACTERS_MAX
    ? text
    : `${beginningOf(text, TEXT_CHARACTERS_MAX)}\nThe record has the rest.\n`;
}

/** SNS API reference, Publish: a subject is one line of ASCII with at most 100 characters. */
const SUBJECT_CHARACTERS_MAX = 100;

function subjectOf(sentence: string): string {
  const plain = sentence.replace(/[^\x20-\x7e]/g, '?');
  return plain.length <= SUBJECT_CHARACTERS_MAX ? plain : `${plain.slice(0, SUBJECT_CHARACTERS_MAX - 3)}...`;
}
