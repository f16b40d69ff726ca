import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { EvidenceLinks } from '../actions/linkEvidence.tsx';
import { useNow } from '../api/clock.ts';
import { Facts } from '../shown/narrow/facts.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { durationText } from '../words/durations.ts';
import { fileAddress } from './fileAddress.ts';

/** The files of a sealed part, as long as their links work. */
export function EvidenceFiles({ links: { part, files, expiresAt, receipt } }: { links: EvidenceLinks }) {
  const leftMs = Date.parse(expiresAt) - useNow();
  const isExpired = leftMs <= 0;
  return (
    <Container variant="stacked" header={<Header variant="h3">Files of part {part}</Header>}>
      <SpaceBetween size="m">
        {isExpired ? (
          <Alert type="info">These links have expired. Make new ones.</Alert>
        ) : (
          <Box>
            The links work until <TimeText at={expiresAt} />, for {durationText(leftMs / 1000)} more on the clock of the
            API, for anybody who has them.
            <ul className="sentences">
              {files.map(({ name, url }) => (
                <li key={name}>
                  <FileLink {...{ name, url }} />
                </li>
              ))}
            </ul>
          </Box>
        )}
        <Facts
          columns={3}
          items={[
            { label: 'Key that signed it', value: <span className="hash">{receipt.keyId}</span> },
            { label: 'Version that sealed it', value: receipt.productVersion },
            { label: 'Notes in it', value: receipt.notes },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function FileLink({ name, url }: { name: string; url: string }) {
  const address = fileAddress(url);
  if (address === null) return <>{name}: its address is no link that this page opens</>;
  return (
    <a className="inner" href={address} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  );
}
