import { factWords } from './factWords.ts';
import { MemberValue } from './memberValue.tsx';
import type { Fact } from './quiet.ts';

/** A fact in words, with all of its members. */
export function FactLine({ fact, hostnames }: { fact: Fact; hostnames: ReadonlyMap<string, string> }) {
  const { type, ...members } = fact;
  return (
    <div className="journal-fact">
      <strong title={type}>{factWords(type)}</strong>
      <dl>
        {Object.entries(members).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <MemberValue {...{ value, hostnames }} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
