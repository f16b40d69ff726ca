/** Makes a caller's text safe for chat: no mentions and no hidden links, in Slack's markup or in Markdown. */
export function chatText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return unlinked(escaped).replaceAll('@', `@${INVISIBLE}`);
}

/** Makes a text safe to render as Markdown: no link hides its target. */
export function unlinked(text: string): string {
  return text.replaceAll('](', `]${INVISIBLE}(`);
}

/** Truncates a text that is too long, never in the middle of a character. */
export function beginningOf(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  return `${text.slice(0, charactersMax - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const INVISIBLE = '\u200b';
