/** What people wrote, for a chat: it neither calls others nor passes for a link, in Slack's markup or in Markdown. */
export function chatText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return unlinked(escaped).replaceAll('@', `@${INVISIBLE}`);
}

/** Text that a recipe hands on to whatever shows Markdown: no link of it hides where it leads. */
export function unlinked(text: string): string {
  return text.replaceAll('](', `]${INVISIBLE}(`);
}

/** The beginning of a text that is too long, never with half a character at its end. */
export function beginningOf(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  return `${text.slice(0, charactersMax - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const INVISIBLE = '\u200b';
