import AppLayout, { type AppLayoutProps } from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import Header from '@cloudscape-design/components/header';
import { type ReactNode, useEffect } from 'react';
import { PlainText } from '../shown/plainText.tsx';
import { AppearanceMenu } from './appearanceMenu.tsx';
import { Boundary } from './boundary.tsx';
import { useConnectionFlash } from './connection.tsx';
import { crumbText } from './crumbText.ts';
import { useFlashes } from './flash.tsx';
import { useFollow } from './follow.ts';
import { Navigation } from './navigation.tsx';
import { SimulatedBanner } from './simulatedBanner.tsx';
import { SkipButton } from './skipButton.tsx';
import { useNavigation } from './useNavigation.ts';

interface FrameProps {
  /** The heading of the view, and the title of the window. */
  title: string;
  /** A sentence below the heading. */
  description?: ReactNode;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** The views above this one. */
  above?: { text: string; href: string }[];
  /** Stands beside or below the content while it is given. */
  splitPanel?: ReactNode;
  closeSplitPanel?(): void;
  /** The content has the heading: a wizard has one for each of its steps. */
  isHeadingInContent?: boolean;
  children: ReactNode;
}

/** Every view: navigation, breadcrumbs, messages, heading, content, and a split panel if it has one. */
export function Frame({ title, description, actions, above = [], isHeadingInContent = false, ...rest }: FrameProps) {
  const { splitPanel, closeSplitPanel, children } = rest;
  const follow = useFollow();
  const connection = useConnectionFlash();
  const { flashes } = useFlashes();
  const [isNavigationOpen, setNavigationOpen] = useNavigation();
  useEffect(() => {
    document.title = `${title} · drs-drill`;
  }, [title]);
  return (
    <>
      <SkipButton />
      <div id="banner">
        <SimulatedBanner />
      </div>
      <Boundary>
        <AppLayout
          headerSelector="#banner"
          navigation={<Navigation />}
          navigationOpen={isNavigationOpen}
          onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
          breadcrumbs={<BreadcrumbGroup items={crumbsOf([...above, { text: title, href: '#' }])} onFollow={follow} />}
          notifications={<Flashbar items={[...connection, ...flashes]} stackItems />}
          toolsHide
          {...(splitPanel !== undefined && { splitPanel })}
          splitPanelOpen={splitPanel !== undefined}
          onSplitPanelToggle={({ detail }) => detail.open || closeSplitPanel?.()}
          ariaLabels={LABELS}
          contentType={isHeadingInContent ? 'wizard' : 'default'}
          content={isHeadingInContent ? children : <Content {...{ title, description, actions, children }} />}
        />
      </Boundary>
    </>
  );
}

function crumbsOf(views: { text: string; href: string }[]) {
  return views.map(({ text, href }) => ({ text: crumbText(text), href }));
}

type ContentProps = Pick<FrameProps, 'title' | 'description' | 'actions' | 'children'>;

function Content({ title, description, actions, children }: ContentProps) {
  return <ContentLayout header={<Heading {...{ title, description, actions }} />}>{children}</ContentLayout>;
}

function Heading({ title, description, actions }: Omit<ContentProps, 'children'>) {
  return (
    <Header
      variant="h1"
      description={description}
      actions={
        <>
          {actions}
          <AppearanceMenu />
        </>
      }
    >
      <PlainText text={title} />
    </Header>
  );
}

const LABELS: AppLayoutProps.Labels = {
  navigation: 'Views',
  navigationClose: 'Close the list of views',
  navigationToggle: 'Open the list of views',
  notifications: 'Messages',
};
