import '@cloudscape-design/global-styles/dark-mode-utils.css';
import AppLayout from '@cloudscape-design/components/app-layout';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import Table from '@cloudscape-design/components/table';
import Tabs from '@cloudscape-design/components/tabs';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The floor of the bench: a page of Cloudscape with the controls that every view has, and nothing in it. */
function Empty() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <AppLayout
        navigation={<SideNavigation header={{ text: 'empty', href: '#' }} items={[]} />}
        toolsHide
        content={<ContentLayout header={<Header variant="h1">Empty</Header>}>{<Content />}</ContentLayout>}
      />
    </I18nProvider>
  );
}

function Content() {
  const [page, setPage] = useState(1);
  const [query, setQuery] = useState<PropertyFilterProps.Query>({ operation: 'and', tokens: [] });
  const pagination = (
    <Pagination currentPageIndex={page} pagesCount={9} onChange={({ detail }) => setPage(detail.currentPageIndex)} />
  );
  const filter = (
    <PropertyFilter
      query={query}
      onChange={({ detail }) => setQuery(detail)}
      filteringProperties={[{ key: 'id', propertyLabel: 'Id', groupValuesLabel: 'Ids', operators: ['='] }]}
      filteringPlaceholder="Find"
    />
  );
  const table = (
    <Table
      items={[]}
      columnDefinitions={['Id', 'State', 'Since'].map((header) => ({ id: header, header, cell: () => header }))}
      header={<Header>Nothing</Header>}
      empty="Nothing is here"
      {...{ filter, pagination }}
    />
  );
  return (
    <Tabs
      tabs={[
        { id: 'first', label: 'First', content: table },
        { id: 'second', label: 'Second', content: <div className="second">Nothing is here</div> },
      ]}
    />
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Empty />
  </StrictMode>,
);
