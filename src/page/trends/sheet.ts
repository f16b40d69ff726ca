/** The numbers behind a chart. The first cell of a row is its name. */
export interface Sheet {
  columns: string[];
  rows: (string | number)[][];
}
