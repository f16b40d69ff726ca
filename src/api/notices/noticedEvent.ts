import type { DrillEvent } from '../drillEvents.ts';
import { noticeFacts } from './noticeFacts.ts';
import { beginningOf, unlinked } from './noticeText.ts';

/**
 * The event as published on the bus, with the text for people, so that a rule alone can forward it to a chat or a pager
 * (docs/notices.md). Events that only programs need are unchanged.
 */
export function noticedEvent(event: DrillEvent): DrillEvent {
  const facts = noticeFacts(event);
  if (facts === undefined) return event;
  const { sentence, said, about, next } = facts;
  const lines = [...said, ...about.map(([name, value]) => `${name}: ${value}`)].join('\n');
  const text = beginningOf(unlinked(lines || sentence), TEXT_CHARACTERS_MAX);
  const notice = { title: unlinked(sentence), text, next: next.what, command: next.command };
  return { ...event, detail: { ...event.detail, notice } };
}

/** About what a chat or a pager shows at once; the event has the rest. */
const TEXT_CHARACTERS_MAX = 3000;
