import './notes.css';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Note } from '../api/client.ts';
import { OuterLink } from '../shown/links/outerLink.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { NOTE_WORDS } from '../words/noteWords.ts';

/** Notes in order, each with its author. */
export function NoteList({ notes }: { notes: Note[] }) {
  if (notes.length === 0) {
    return <Box color="text-body-secondary">Nobody has added a note. Say who took part, and what was learned.</Box>;
  }
  return (
    <ol className="notes">
      {notes.map((note) => (
        <li key={note.n}>
          <span>
            <Badge color={note.kind === 'ATTESTATION' ? 'blue' : 'grey'}>{NOTE_WORDS[note.kind].name}</Badge>
          </span>
          <div>
            <Said note={note} />
          </div>
          <div className="notes-by">
            {`${note.n}. By `}
            <bdi>{note.by}</bdi>, <TimeText at={note.at} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Said({ note: { person, role, accepted, text, trackerUrl } }: { note: Note }) {
  return (
    <>
      {person !== null && (
        <div>
          <strong>
            <bdi>{person}</bdi>
          </strong>
          {role !== null && (
            <>
              {' '}
              as <bdi>{role}</bdi>
            </>
          )}
        </div>
      )}
      {accepted !== null && (
        <StatusIndicator type={accepted ? 'success' : 'error'}>
          {accepted ? 'Accepted as a successful test' : 'Not accepted as a successful test'}
        </StatusIndicator>
      )}
      <div>
        <bdi>{text}</bdi>
      </div>
      {trackerUrl !== null && <OuterLink href={trackerUrl}>{trackerUrl}</OuterLink>}
    </>
  );
}
