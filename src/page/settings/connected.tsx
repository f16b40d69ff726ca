import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Settings } from '../api/client.ts';
import { type Session, useSession } from '../api/session.ts';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';

/** Which API this page shows, and as whom. */
export function Connected({ settings }: { settings: Settings | undefined }) {
  return (
    <Container header={<Header variant="h2">This page</Header>}>
      <PolledView what="the session" of={useSession()}>
        {(session) => <Connection session={session} settings={settings} />}
      </PolledView>
    </Container>
  );
}

function Connection({ session, settings }: { session: Session; settings: Settings | undefined }) {
  const isOther = settings !== undefined && settings.version !== session.version;
  return (
    <SpaceBetween size="m">
      {isOther && (
        <Alert type="info">
          The page is of version {session.version}, the deployment of version {settings.version}. Parts of the page may
          not work with it.
        </Alert>
      )}
      <Facts
        columns={3}
        items={[
          { label: 'API', value: <PlainText text={session.api} /> },
          { label: 'Calls are made', value: <As session={session} /> },
          { label: 'Version', value: settings === undefined ? `${session.version} (of the page)` : settings.version },
          ...(settings === undefined ? [] : deploymentFacts(settings)),
          { label: 'Contract', value: <Contract /> },
        ]}
      />
    </SpaceBetween>
  );
}

function deploymentFacts({ stage, site, sites, logRetentionDays }: Settings) {
  const regions = sites.map(({ region }) => region).join(', ');
  return [
    { label: 'Deployment', value: `stage ${stage}, account ${site.accountId}, ${site.region}` },
    { label: 'Regions in which drills may run', value: regions },
    { label: 'Logs are kept', value: logRetentionDays === null ? 'not known' : `${logRetentionDays} days` },
  ];
}

function As({ session: { authentication, profile } }: { session: Session }) {
  if (authentication === 'NONE') return <>without credentials: the local world, which plays AWS</>;
  if (authentication === 'TOKEN') return <>with your token. It can do what its scopes allow.</>;
  return (
    <>
      signed with your AWS credentials (
      <PlainText text={profile === null ? 'the default ones' : `profile ${profile}`} />
      ). It can do what they allow.
    </>
  );
}

function Contract() {
  return (
    <SpaceBetween size="xxs">
      {DOCUMENTS.map(([href, text]) => (
        <Link key={href} href={href} external rel="noopener noreferrer" target="_blank">
          {text}
        </Link>
      ))}
    </SpaceBetween>
  );
}

const DOCUMENTS = [
  ['/v1/openapi.json', 'OpenAPI document'],
  ['/v1/plan.schema.json', 'JSON Schema of a plan'],
] as const;
