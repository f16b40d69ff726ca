interface WithHostnamesProps {
  text: string;
  hostnames: ReadonlyMap<string, string>;
}

/** A text with the host names of its servers in place of their ids, which stay as tooltips. */
export function WithHostnames({ text, hostnames }: WithHostnamesProps) {
  const pieces = text.split(SOURCE_SERVER);
  return (
    <bdi>
      {[...pieces.entries()].map(([place, piece]) => {
        const hostname = hostnames.get(piece);
        if (hostname === undefined) return piece;
        return (
          <span key={place} title={piece}>
            <bdi>{hostname}</bdi>
          </span>
        );
      })}
    </bdi>
  );
}

/** In a group, so that the pieces between them alternate with the ids. */
const SOURCE_SERVER = /\b(s-[0-9a-z]{17})\b/;
