import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Settings } from '../api/client.ts';
import { useEvidenceKey } from '../api/evidenceKey.ts';
import { CopyButton } from '../shown/copyButton.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { lockSaid } from './limits.ts';

/** Where sealed evidence is, and the public key that checks its signatures. */
export function EvidenceSettings({ settings }: { settings: Settings | undefined }) {
  const key = useEvidenceKey();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Keep a copy of the key outside the account: whoever controls the account could replace key and bundles together."
        >
          Evidence
        </Header>
      }
    >
      <SpaceBetween size="m">
        {settings !== undefined && <Kept evidence={settings.evidence} />}
        <PolledView what="the key" of={key}>
          {({ keyId, pem }) => <Key {...{ keyId, pem }} />}
        </PolledView>
      </SpaceBetween>
    </Container>
  );
}

function Kept({ evidence }: { evidence: Settings['evidence'] }) {
  const { bucket, keyArn, outputRetentionDays: days } = evidence;
  return (
    <Facts
      columns={2}
      items={[
        { label: 'Bucket', value: <PlainText text={bucket ?? 'not known'} /> },
        { label: 'Signing key', value: <PlainText text={keyArn ?? 'not known'} /> },
        { label: 'New bundles are locked', value: lockSaid(evidence) },
        { label: 'Outputs of checks are kept', value: days === null ? 'not known' : `${days} days` },
      ]}
    />
  );
}

function Key({ keyId, pem }: { keyId: string; pem: string }) {
  return (
    <SpaceBetween size="xs">
      <Facts items={[{ label: 'Public key (SHA-256 of it)', value: <PlainText text={keyId} /> }]} />
      <pre className="raw">{pem}</pre>
      <CopyButton text={pem} what="the key" />
    </SpaceBetween>
  );
}
