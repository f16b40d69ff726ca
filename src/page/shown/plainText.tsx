import './plainText.css';

interface PlainTextProps {
  text: string | null | undefined;
  /** At most three lines of it, where another view has all of it. */
  isBrief?: boolean;
}

/** A text of somebody else: its direction and its length stay its own. Without a text: a dash. */
export function PlainText({ text, isBrief = false }: PlainTextProps) {
  if (text === null || text === undefined || text === '') return <>–</>;
  return <bdi className={isBrief ? 'plain-text plain-text-brief' : 'plain-text'}>{text}</bdi>;
}
