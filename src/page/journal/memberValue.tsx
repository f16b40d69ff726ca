import { OnDemand } from '../shown/onDemand.tsx';

interface MemberValueProps {
  value: unknown;
  hostnames: ReadonlyMap<string, string>;
}

/** A member of a fact: a text as it is, a server with its host name, and something long only on demand. */
export function MemberValue({ value, hostnames }: MemberValueProps) {
  if (typeof value === 'string') return <Long text={named(value, hostnames)} />;
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'))
    return <Long text={value.map((one) => named(one, hostnames)).join(', ')} count={value.length} />;
  return (
    <code>
      <Long text={JSON.stringify(value)} />
    </code>
  );
}

/** Three hundred servers in one line would hide every other one. */
function Long({ text, count }: { text: string; count?: number }) {
  if (text.length <= LONG_CHARACTERS) return <bdi>{text}</bdi>;
  const size = count === undefined ? `${text.length} characters` : `all ${count}`;
  return (
    <OnDemand
      summary={
        <>
          <bdi>{text.slice(0, SHORT_CHARACTERS)}…</bdi> ({size})
        </>
      }
    >
      {() => <bdi>{text}</bdi>}
    </OnDemand>
  );
}

const LONG_CHARACTERS = 240;
const SHORT_CHARACTERS = 120;

function named(text: string, hostnames: ReadonlyMap<string, string>): string {
  const hostname = hostnames.get(text);
  return hostname === undefined || hostname.includes(text) ? (hostname ?? text) : `${hostname} (${text})`;
}
