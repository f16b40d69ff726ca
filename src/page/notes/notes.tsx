import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { AddNote } from '../actions/addNote.tsx';
import type { Drill } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { NoteList } from './noteList.tsx';
import { useNotes } from './useNotes.ts';

/** What people have added to a drill, in order. */
export default function Notes({ drill: { drillId } }: { drill: Drill }) {
  const notes = useNotes(drillId);
  const { body, refresh } = notes;
  const until = body?.acceptedUntil ?? null;
  const isOpen = body !== undefined && (until === null || Date.parse(until) > nowMs());
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={body === undefined ? '' : `(${body.notes.length})`}
          description={body !== undefined && <Accepted {...{ until, isOpen }} />}
          actions={isOpen && <AddNote {...{ drillId, refresh }} />}
        >
          Notes
        </Header>
      }
    >
      <PolledView what="the notes" of={notes}>
        {(read) => <NoteList notes={read.notes} />}
      </PolledView>
    </Container>
  );
}

function Accepted({ until, isOpen }: { until: string | null; isOpen: boolean }) {
  if (until === null)
    return <>Notes are accepted until seven days after the end of the drill. A note cannot be changed.</>;
  return (
    <>
      {isOpen ? 'Notes are accepted until' : 'Notes were accepted until'} <TimeText at={until} />. A note cannot be
      changed.
    </>
  );
}
