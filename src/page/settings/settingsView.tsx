import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isMissing } from '../api/isMissing.ts';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { AllowedParts } from './allowedParts.tsx';
import { AppearanceSettings } from './appearanceSettings.tsx';
import { Connected } from './connected.tsx';
import { EvidenceSettings } from './evidenceSettings.tsx';
import { LimitTable } from './limitTable.tsx';
import { useSettings } from './useSettings.ts';

/** What this deployment is and allows, so that a person can tell why a request was refused. */
export default function SettingsView() {
  const settings = useSettings();
  const isUnknown = isMissing(settings.error);
  return (
    <Frame title="Limits and settings" description={DESCRIPTION}>
      <SpaceBetween size="l">
        <Connected settings={settings.body} />
        {isUnknown ? (
          <Alert type="info">This deployment is of a version that does not say what it allows.</Alert>
        ) : (
          <PolledView what="what the deployment allows" of={settings}>
            {(body) => (
              <SpaceBetween size="l">
                <LimitTable settings={body} />
                <AllowedParts settings={body} />
              </SpaceBetween>
            )}
          </PolledView>
        )}
        <EvidenceSettings settings={settings.body} />
        <AppearanceSettings />
      </SpaceBetween>
    </Frame>
  );
}

const DESCRIPTION =
  'What this deployment is, what it allows, and what comes of a request beyond that. Whoever deploys it can change a limit that names a parameter.';
