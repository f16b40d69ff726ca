import './clippedText.css';

/** The first two lines of a text of somebody else, where another view has all of it. Without a text: a dash. */
export function ClippedText({ text }: { text: string | null }) {
  return <bdi className="clipped">{text ?? '–'}</bdi>;
}
