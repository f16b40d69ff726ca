import type { DrillEvent } from '../drillEvents.ts';
import type { NoticeFacts } from './noticeFacts.ts';
import { beginningOf, chatText } from './noticeText.ts';

/**
 * A custom notification of Amazon Q Developer in chat applications (formerly AWS Chatbot), which delivers it to Slack
 * and Microsoft Teams (its administrator guide: “Custom notifications”,
 * docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html).
 */
export interface ChatNotice {
  version: '1.0';
  source: 'custom';
  id: string;
  content: { textType: 'client-markdown'; title: string; description: string; nextSteps: string[]; keywords: string[] };
  metadata: {
    /** Messages with the same `threadId` share a thread. */
    threadId: string;
    summary: string;
    eventType: string;
    relatedResources: string[];
    additionalContext: Record<string, string>;
  };
}

/** The content of the mail, shortened, in the thread of its drill. */
export function chatNotice({ sentence, said, about, next }: NoticeFacts, event: DrillEvent): ChatNotice {
  const { type, detail } = event;
  const lines = [...said, ...about.map(([name, value]) => `*${name}*: ${value}`)];
  const context = about.filter(([name]) => CONTEXT.has(name));
  return {
    version: '1.0',
    source: 'custom',
    id: detail.eventId,
    content: {
      textType: 'client-markdown',
      title: beginningOf(chatText(sentence), TITLE_CHARACTERS_MAX),
      description: beginningOf(chatText(lines.join('\n')) || chatText(sentence), DESCRIPTION_CHARACTERS_MAX),
      nextSteps: [`${chatText(next.what)} \`${next.command}\``],
      keywords: [type],
    },
    metadata: {
      threadId: threadOf(event),
      summary: beginningOf(chatText(sentence), TITLE_CHARACTERS_MAX),
      eventType: type.replaceAll(' ', '-'),
      relatedResources: idsOf(detail['sourceServerIds']).slice(0, RESOURCES_NAMED_MAX),
      additionalContext: Object.fromEntries(context),
    },
  };
}

const CONTEXT: ReadonlySet<string> = new Set(['Drill', 'Region', 'World']);

/** The guide publishes no limits, but a chat message should be short. */
const TITLE_CHARACTERS_MAX = 200;
const DESCRIPTION_CHARACTERS_MAX = 3000;
const RESOURCES_NAMED_MAX = 10;

/** One thread per drill. An event without a drill goes to the thread of its Region's lever. */
function threadOf({ type, detail }: DrillEvent): string {
  if (detail.drillId !== null) return detail.drillId;
  if (type === 'Drill Refused') return detail.eventId;
  return `lever-${(detail['site'] as { region: string } | null)?.region ?? 'all'}`;
}

function idsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
