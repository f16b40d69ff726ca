import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { Drill } from '../../api/client.ts';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';

interface FailedChecksProps {
  /** What they are, as in `warnings`. */
  what: string;
  type: 'error' | 'warning';
  found: Drill['failedChecks'];
}

/** What an inspection has found against a drill, each with its remedy. */
export function FailedChecks({ what, type, found: { total, first } }: FailedChecksProps) {
  if (total === 0) return null;
  const others = total - first.length;
  return (
    <Alert type={type}>
      <ExpandableSection
        headerText={`${total} ${total === 1 ? what.replace(/s( |$)/, '$1') : what}`}
        defaultExpanded={type === 'error'}
      >
        <ul className="tight">
          {first.map((one) => (
            <li key={`${one.check} ${one.sourceServerId} ${one.message}`}>
              <code>{one.check}</code>{' '}
              {one.sourceServerId !== undefined && <ServerLink sourceServerId={one.sourceServerId} />}{' '}
              <PlainText text={one.message} />
              <div>
                <em>
                  <PlainText text={one.remedy} />
                </em>
              </div>
            </li>
          ))}
        </ul>
        {others > 0 && <div>The journal has {others} more.</div>}
      </ExpandableSection>
    </Alert>
  );
}
