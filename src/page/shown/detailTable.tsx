import type { ReactNode } from 'react';
import './detailTable.css';

export interface DetailColumn<Row> {
  id: string;
  header: string;
  /** It is never wrapped, as states, ids and buttons. */
  isWhole?: boolean;
  cell(row: Row): ReactNode;
}

interface DetailTableProps<Row> {
  /** What the table shows, for those who do not see its heading. */
  label: string;
  columns: DetailColumn<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** What is said about a row in full, below it and as wide as the table; null: nothing. */
  below?(row: Row): ReactNode;
  /** What is shown without rows. */
  empty: ReactNode;
}

/** A table whose rows may each have text below them. On a phone every row is a block of labelled values. */
export function DetailTable<Row>({ label, columns, rows, keyOf, below, empty }: DetailTableProps<Row>) {
  if (rows.length === 0) return <div className="detail-empty">{empty}</div>;
  return (
    <table className="detail" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ id, header }) => (
            <th key={id} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((row) => (
        <DetailRow key={keyOf(row)} {...{ row, columns }} said={below?.(row) ?? null} />
      ))}
    </table>
  );
}

interface DetailRowProps<Row> {
  row: Row;
  columns: DetailColumn<Row>[];
  said: ReactNode;
}

function DetailRow<Row>({ row, columns, said }: DetailRowProps<Row>) {
  return (
    <tbody>
      <tr>
        {columns.map(({ id, header, cell, isWhole = false }) => (
          <td key={id} data-label={header} data-whole={isWhole}>
            {cell(row)}
          </td>
        ))}
      </tr>
      {said !== null && (
        <tr className="detail-below">
          <td colSpan={columns.length}>{said}</td>
        </tr>
      )}
    </tbody>
  );
}
