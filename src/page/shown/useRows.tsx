import { useCollection } from '@cloudscape-design/collection-hooks';
import Pagination from '@cloudscape-design/components/pagination';

/** Rows of a table by column and by page. Pages are offered only where there is more than one. */
export function useRows<Row>(rows: readonly Row[], pageRows = PAGE_ROWS) {
  const { items, collectionProps, paginationProps } = useCollection(rows, {
    sorting: {},
    pagination: { pageSize: pageRows },
  });
  const pagination = rows.length > pageRows && <Pagination {...paginationProps} />;
  return { ...collectionProps, items, pagination };
}

const PAGE_ROWS = 25;
