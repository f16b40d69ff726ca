import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { AcknowledgeLeak } from '../../actions/acknowledgeLeak.tsx';
import { GiveVerdict } from '../../actions/giveVerdict.tsx';
import type { Drill } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { useFollow } from '../../frame/follow.ts';
import { WithHostnames } from '../../journal/withHostnames.tsx';
import { useLeverInForce } from '../../lever/useLeverInForce.ts';
import { isHoldOver } from '../hold/isHoldOver.ts';
import { showDetails } from '../showDetails.ts';
import type { DrillAlert } from './drillAlert.ts';
import { drillAlerts } from './drillAlerts.ts';
import { FailedChecks } from './failedChecks.tsx';

interface AlertsProps {
  drill: Drill;
  hostnames: ReadonlyMap<string, string>;
}

/** What has to be known first, in words, with what to do. */
export function Alerts({ drill, hostnames }: AlertsProps) {
  const isOver = isHoldOver(drill, useNow());
  const alerts = drillAlerts(drill, useLeverInForce(drill.site.region), isOver);
  const { failedChecks, warnings, drillId } = drill;
  if (alerts.length + failedChecks.total + warnings.total === 0) return null;
  return (
    <SpaceBetween size="xs">
      {alerts.map((alert) => (
        <One key={alert.id} {...{ alert, drillId, hostnames }} />
      ))}
      <FailedChecks what="failed checks before the launch" type="error" found={failedChecks} hostnames={hostnames} />
      <FailedChecks what="warnings" type="warning" found={warnings} hostnames={hostnames} />
    </SpaceBetween>
  );
}

interface OneProps extends Pick<AlertsProps, 'hostnames'> {
  alert: DrillAlert;
  drillId: string;
}

function One({ alert, drillId, hostnames }: OneProps) {
  const { type, header, texts, remedy, link, offers, verdictsOn = [] } = alert;
  const follow = useFollow();
  const followShown: typeof follow = (event) => {
    follow(event);
    if (event.detail.href?.startsWith(`/drills/${drillId}/`)) showDetails();
  };
  return (
    <Alert
      type={type}
      header={header}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          {link !== undefined && (
            <Button href={link.href} onFollow={followShown}>
              {link.text}
            </Button>
          )}
          {verdictsOn.map((name) => (
            <GiveVerdict key={name} {...{ drillId, name }} isNamed={verdictsOn.length > 1} />
          ))}
          {offers === 'ACKNOWLEDGE' && <AcknowledgeLeak drillId={drillId} />}
        </SpaceBetween>
      }
    >
      {texts.map((text) => (
        <div key={text}>
          <WithHostnames {...{ text, hostnames }} />
        </div>
      ))}
      {remedy}
    </Alert>
  );
}
