import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEvidenceKey } from '../api/evidenceKey.ts';
import { useSession } from '../api/session.ts';
import { CopyButton } from '../shown/copyButton.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { saveFile } from './saveFile.ts';

/** How anybody verifies the evidence without this page, and the public key. */
export function Verifying({ drillId }: { drillId: string }) {
  const api = useSession().body?.api;
  const commands = [
    `npx drs-drill evidence get ${drillId} --dir evidence${api === undefined ? '' : ` --api ${api}`}`,
    `npx drs-drill evidence verify evidence --key evidence-key.pem --drill ${drillId}`,
  ].join('\n');
  return (
    <ExpandableSection
      variant="container"
      headerText="Verify it yourself"
      headerDescription="Nobody has to trust this page. The second command needs no API and no network."
    >
      <SpaceBetween size="m">
        <Copied text={commands} what="the commands" />
        <p>
          Its exit status is the result: 0 VERIFIED, 3 REFUSED with the first contradiction, 8 NOTHING_VERIFIED. Take
          the key from where your organisation has published it. A key that comes from the same place as the evidence
          proves nothing.
        </p>
        <Key />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function Key() {
  const key = useEvidenceKey();
  return (
    <PolledView what="the public key" of={key}>
      {({ keyId, pem }) => (
        <SpaceBetween size="xs">
          <div>
            The key of this deployment, to compare: <span className="hash">{keyId}</span>
          </div>
          <Copied text={pem} what="the key" />
          <Button
            iconName="download"
            onClick={() => saveFile(new Blob([pem], { type: 'application/x-pem-file' }), 'evidence-key.pem')}
          >
            Download the key
          </Button>
        </SpaceBetween>
      )}
    </PolledView>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <div className="copied">
      <pre className="raw">{text}</pre>
      <CopyButton {...{ text, what }} isIcon />
    </div>
  );
}
