import { PlainText } from '../shown/plainText.tsx';

/** Names of a setting, one a line, or what it means that there are none. */
export function Names({ of, none }: { of: string[]; none: string }) {
  if (of.length === 0) return <>{none}</>;
  return (
    <>
      {of.map((name) => (
        <div key={name}>
          <PlainText text={name} />
        </div>
      ))}
    </>
  );
}
