import type { Goal, Section, Table } from './section.ts';

/** Sections as Markdown: their tables, then their goals. */
export function markdownOf(sections: Section[]): string {
  return sections.map(sectionText).join('\n\n');
}

/** A Markdown table. All columns but the first hold figures. */
export function tableText({ head, rows }: Omit<Table, 'title'>): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, index) => (index === 0 ? '---' : '--:')).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}

/** A figure with a useful number of digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function sectionText({ title, tables, goals }: Section): string {
  const parts = tables.map((table) => `### ${table.title}\n\n${tableText(table)}`);
  const judged = goals.length === 0 ? [] : [`### Goals\n\n${tableText(goalTable(goals))}`];
  return [`## ${title}`, ...parts, ...judged].join('\n\n');
}

function goalTable(goals: Goal[]): Omit<Table, 'title'> {
  const rows = goals.map((goal) => [goal.sentence, figure(goal.limit), figure(goal.measured), goal.met ? 'yes' : 'NO']);
  return { head: ['goal', 'limit', 'measured', 'met'], rows };
}
