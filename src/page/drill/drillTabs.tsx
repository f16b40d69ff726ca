import Tabs from '@cloudscape-design/components/tabs';
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { Boundary } from '../frame/boundary.tsx';
import { Loading } from '../shown/loading.tsx';
import { Opened } from '../shown/opened.tsx';
import { useNarrow } from '../shown/useNarrow.ts';
import { DETAIL_TABS, type DetailProps, detailTabAt, tabText } from './detailTabs.ts';
import { DETAILS_ID, showDetails } from './showDetails.ts';

/** Everything about a drill in detail; the address names the tab. */
export function DrillTabs(props: DetailProps) {
  const { tab } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  useAllLoaded();
  useNamedTabShown(tab);
  return (
    <div id={DETAILS_ID} className="details">
      <Tabs
        ariaLabel="Details of the drill"
        activeTabId={detailTabAt(tab).id}
        onChange={({ detail }) => navigate(detail.activeTabHref ?? '')}
        tabs={DETAIL_TABS.map((tab) => ({
          id: tab.id,
          label: tabText(tab, props.drill),
          href: `/drills/${props.drill.drillId}/${tab.id}`,
          content: (
            <Boundary>
              <Opened load={tab.load} props={props} loading={<Loading what="the details" />} />
            </Boundary>
          ),
        }))}
      />
    </div>
  );
}

/** Loads the scripts of all tabs once the drill is there, so that each opens at once. */
function useAllLoaded() {
  useEffect(() => {
    // A tab that cannot be loaded says so when it is opened.
    const timer = setTimeout(() => void Promise.allSettled(DETAIL_TABS.map(({ load }) => load())), LOADED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** On a phone the tabs begin below the first screen. Whoever opens an address with a tab wants to see that tab. */
function useNamedTabShown(tab: string | undefined) {
  const isNarrow = useNarrow();
  const [isOpenedByName] = useState(tab !== undefined && isNarrow);
  useEffect(() => {
    if (isOpenedByName) showDetails();
  }, [isOpenedByName]);
}

const LOADED_AFTER_MS = 1000;
