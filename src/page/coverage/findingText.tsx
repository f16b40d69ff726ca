import Box from '@cloudscape-design/components/box';
import type { Finding } from '../api/client.ts';
import { ClippedText } from '../shown/clippedText.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { FINDING_TEXTS } from './serverSentence.ts';

/** What failed, in DRS's own words or those of the verification. `isShort`: its first two lines. */
export function FindingText({ finding, isShort = false }: { finding: Finding; isShort?: boolean }) {
  return (
    <div className="finding">
      <Box color="text-status-error">{FINDING_TEXTS[finding.kind]}</Box>
      {isShort ? <ClippedText text={finding.error} /> : <PlainText text={finding.error} />}
    </div>
  );
}
