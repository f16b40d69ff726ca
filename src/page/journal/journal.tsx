import './journal.css';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Drill } from '../api/client.ts';
import { PolledView } from '../shown/polledView.tsx';
import { ChainVerdict } from './chainVerdict.tsx';
import { Entries } from './entries.tsx';
import type { JournalRead } from './joinedJournal.ts';
import { JournalFilters } from './journalFilters.tsx';
import { Story } from './storySentences.tsx';
import { useJournal } from './useJournal.ts';
import { type Density, useJournalChoice } from './useJournalChoice.ts';

interface JournalProps {
  drill: Drill;
  hostnames: ReadonlyMap<string, string>;
}

/** All facts of a drill, as a story, as facts, or as they are. */
export default function Journal({ drill, hostnames }: JournalProps) {
  const journal = useJournal(drill);
  return (
    <PolledView what="the journal" of={journal}>
      {(read) => <Read {...{ drill, hostnames, read }} readAll={journal.readAll} />}
    </PolledView>
  );
}

interface ReadProps extends JournalProps {
  read: JournalRead;
  readAll(): void;
}

function Read({ drill, hostnames, read, readAll }: ReadProps) {
  // The order does not turn around under the eyes of a reader when the drill ends.
  const [wasRunning] = useState(drill.phase !== 'ENDED');
  const { choice, choose } = useJournalChoice(wasRunning);
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${read.entries.length})`}
          description={<ChainVerdict {...{ read, readAll }} />}
          actions={<DensityChoice density={choice.density} choose={(density) => choose({ density })} />}
        >
          Journal
        </Header>
      }
    >
      <SpaceBetween size="m">
        <JournalFilters {...{ read, hostnames, choice, choose }} />
        {choice.density === 'story' ? (
          <Story {...{ drill, read, hostnames, choice, choose }} />
        ) : (
          <Entries {...{ read, hostnames, choice, choose }} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function DensityChoice({ density, choose }: { density: Density; choose(density: string): void }) {
  return (
    <SegmentedControl
      label="How much of it"
      selectedId={density}
      onChange={({ detail }) => choose(detail.selectedId === 'story' ? '' : detail.selectedId)}
      options={[
        { id: 'story', text: 'Story' },
        { id: 'facts', text: 'Facts' },
        { id: 'raw', text: 'Raw' },
      ]}
    />
  );
}
