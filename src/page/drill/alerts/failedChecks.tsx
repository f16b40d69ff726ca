import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { Drill } from '../../api/client.ts';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { type FoundAlike, foundAlike } from './foundAlike.ts';

interface FailedChecksProps {
  /** What they are, as in `warnings`. */
  what: string;
  type: 'error' | 'warning';
  found: Drill['failedChecks'];
  hostnames: ReadonlyMap<string, string>;
}

/** What an inspection has found against a drill, each with its remedy. */
export function FailedChecks({ what, type, found: { total, first }, hostnames }: FailedChecksProps) {
  if (total === 0) return null;
  const others = total - first.length;
  return (
    <Alert type={type}>
      <ExpandableSection
        headerText={`${total} ${total === 1 ? what.replace(/s( |$)/, '$1') : what}`}
        defaultExpanded={type === 'error'}
      >
        <ul className="tight">
          {foundAlike(first).map((one) => (
            <li key={`${one.check} ${one.message} ${one.remedy}`}>
              <One {...{ one, hostnames }} />
            </li>
          ))}
        </ul>
        {others > 0 && <div>The journal has {others} more.</div>}
      </ExpandableSection>
    </Alert>
  );
}

function One({ one, hostnames }: { one: FoundAlike } & Pick<FailedChecksProps, 'hostnames'>) {
  const { check, message, remedy, sourceServerIds } = one;
  const named = sourceServerIds.slice(0, SERVERS_NAMED_MAX);
  const others = sourceServerIds.length - named.length;
  return (
    <>
      <code>{check}</code>{' '}
      {named.map((id, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <ServerLink sourceServerId={id} name={hostnames.get(id)} />
        </span>
      ))}
      {others > 0 && ` and ${others} more`}
      {named.length > 0 && ': '}
      <PlainText text={message} />
      <div>
        <em>
          <PlainText text={remedy} />
        </em>
      </div>
    </>
  );
}

const SERVERS_NAMED_MAX = 3;
