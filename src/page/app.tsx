import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import type { ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Boundary } from './frame/boundary.tsx';
import { FlashProvider } from './frame/flash.tsx';
import { Frame } from './frame/frame.tsx';
import { LeaveGuard } from './frame/leaveGuard.tsx';
import { NoSuchView } from './frame/noSuchView.tsx';
import { Loading } from './shown/loading.tsx';
import { Opened } from './shown/opened.tsx';
import { VIEWS } from './views.ts';

/** Every view by its address. */
export function App() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <FlashProvider>
        <LeaveGuard>
          <Switch>
            <Route path="/">
              <Redirect to="/drills" replace />
            </Route>
            {VIEWS.map(({ path, load }) => (
              <Route key={path} path={path}>
                <Boundary around={framed}>
                  <Opened load={load} props={{}} loading={LOADING} />
                </Boundary>
              </Route>
            ))}
            <Route component={NoSuchView} />
          </Switch>
        </LeaveGuard>
      </FlashProvider>
    </I18nProvider>
  );
}

const LOADING = framed(<Loading what="the view" />);

/** What stands where a view would. */
function framed(content: ReactNode) {
  return <Frame title="drs-drill">{content}</Frame>;
}
