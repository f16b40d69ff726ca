import type { DrillEvent } from '../drillEvents.ts';
import { noticeFacts } from './noticeFacts.ts';
import { beginningOf, unlinked } from './noticeText.ts';

/**
 * The event as it goes on the bus: with what people are told of it, so that a rule alone can hand that on to a chat or a pager
 * (docs/notices.md). What people are not told of goes as it is.
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

/** As much as a chat or a pager shows at once; the event has the rest. */
const TEXT_CHARACTERS_MAX = 3000;
