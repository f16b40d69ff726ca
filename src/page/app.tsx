import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Boundary } from './frame/boundary.tsx';
import { FlashProvider } from './frame/flash.tsx';
import { Frame } from './frame/frame.tsx';
import { LeaveGuard } from './frame/leaveGuard.tsx';
import { NoSuchView } from './frame/noSuchView.tsx';
import { Loading } from './shown/loading.tsx';

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
            {VIEWS.map(([path, View]) => (
              <Route key={path} path={path}>
                <Boundary around={framed}>
                  <Suspense fallback={LOADING}>
                    <View />
                  </Suspense>
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

/** Each view has one of its own: a shared one would keep the view before it until the next one has come. */
const LOADING = framed(<Loading what="the view" />);

/** What stands where a view would. */
function framed(content: ReactNode) {
  return <Frame title="drs-drill">{content}</Frame>;
}

const VIEWS = [
  ['/drills', lazy(() => import('./drills/drillsView.tsx'))],
  ['/start', lazy(() => import('./start/startView.tsx'))],
  ['/drills/:drillId/:tab?', lazy(() => import('./drill/drillView.tsx'))],
  ['/diff/:drillId/:otherDrillId', lazy(() => import('./evidence/differenceView.tsx'))],
  ['/coverage', lazy(() => import('./coverage/coverageView.tsx'))],
  ['/servers/:sourceServerId', lazy(() => import('./server/serverView.tsx'))],
  ['/trends', lazy(() => import('./trends/trendsView.tsx'))],
  ['/plans', lazy(() => import('./plans/plansView.tsx'))],
  ['/plans/:name/:version?', lazy(() => import('./plans/planView.tsx'))],
  ['/schedules', lazy(() => import('./schedules/schedulesView.tsx'))],
  ['/lever', lazy(() => import('./lever/leverView.tsx'))],
  ['/leaks', lazy(() => import('./leaks/leaksView.tsx'))],
  ['/settings', lazy(() => import('./settings/settingsView.tsx'))],
] as const;
