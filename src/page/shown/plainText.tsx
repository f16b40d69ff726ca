import './plainText.css';

/** A text of somebody else: its direction and its length stay its own. Without a text: a dash. */
export function PlainText({ text }: { text: string | null | undefined }) {
  if (text === null || text === undefined || text === '') return <>–</>;
  return <bdi className="plain-text">{text}</bdi>;
}
