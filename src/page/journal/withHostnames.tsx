import { utcText } from '../words/utcText.ts';

interface WithHostnamesProps {
  text: string;
  hostnames: ReadonlyMap<string, string>;
}

/** A text with host names in place of ids, and with times as everywhere else; tooltips have what the text has. */
export function WithHostnames({ text, hostnames }: WithHostnamesProps) {
  const pieces = text.split(PIECES);
  return (
    <bdi>
      {[...pieces.entries()].map(([place, piece]) => {
        const said = TIME.test(piece) ? utcText(piece) : hostnames.get(piece);
        if (said === undefined) return piece;
        return (
          <span key={place} title={piece}>
            <bdi>{said}</bdi>
          </span>
        );
      })}
    </bdi>
  );
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** In a group, so that they are pieces, too: the ids of servers, and times. */
const PIECES = /\b(s-[0-9a-z]{17}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\b/;
