import type { Sentence } from './story.ts';
import { WithHostnames } from './withHostnames.tsx';

interface StoryLineProps {
  sentence: Sentence;
  hostnames: ReadonlyMap<string, string>;
}

/** A sentence of the story; what went otherwise than planned is marked, in the words of AWS where there are any. */
export function StoryLine({ sentence, hostnames }: StoryLineProps) {
  const { what, clock, deviation, inTheirWords } = sentence;
  return (
    <>
      {deviation !== null && <span className="journal-amiss">{deviation} </span>}
      <WithHostnames text={what} hostnames={hostnames} />
      {clock !== null && clock !== 'drs-drill' && <span className="journal-faint"> (by the clock of {clock})</span>}
      {inTheirWords !== null && (
        <blockquote>
          <bdi>{inTheirWords}</bdi>
        </blockquote>
      )}
    </>
  );
}
