import { styleText } from 'node:util';
import type { Examination } from './examine.ts';
import type { Chapter, Finding, Status } from './finding.ts';

/** How to show an examination. */
export interface Shown {
  /** Includes passed checks. */
  all: boolean;
  /** Decides width and colours. */
  stream: NodeJS.WriteStream;
}

/** An examination as text for people. */
export function report({ stage, region, accountId, chapters }: Examination, { all, stream }: Shown): string {
  const width = Math.min(Math.max(stream.columns ?? COLUMNS, COLUMNS_MIN), COLUMNS_MAX);
  const title = `drs-drill, stage ${stage} in ${region}${accountId === null ? '' : `, account ${accountId}`}`;
  const body = chapters.map((chapter) => chapterText(chapter, { all, stream, width })).join('\n');
  return `${[title, body, summary(chapters.flatMap(({ findings }) => findings))].join('\n\n')}\n`;
}

const COLUMNS = 120;
const COLUMNS_MIN = 80;
const COLUMNS_MAX = 140;

function chapterText({ title, findings }: Chapter, shown: Shown & { width: number }): string {
  const listed = findings.filter(({ status }) => shown.all || status !== 'OK');
  const well = findings.filter(({ status }) => status === 'OK').length;
  const head = `${painted('bold', title, shown.stream)}${well === 0 ? '' : `  ${painted('green', `${well} ok`, shown.stream)}`}`;
  return [head, ...listed.map((finding) => findingText(finding, shown))].join('\n');
}

function findingText({ status, check, says, remedy }: Finding, { stream, width }: Shown & { width: number }): string {
  const { word, style } = WORDS[status];
  const lines = [`${check}: ${says}`, ...(remedy === null ? [] : [`→ ${remedy}`])];
  const [first = '', ...rest] = lines.flatMap((line) => wrapped(line, width - INDENT.length));
  return [
    `  ${painted(style, word.padEnd(INDENT.length - 2), stream)}${first}`,
    ...rest.map((line) => `${INDENT}${line}`),
  ].join('\n');
}

const INDENT = ' '.repeat(13);

const WORDS: Record<Status, { word: string; style: Style }> = {
  OK: { word: 'ok', style: 'green' },
  WARN: { word: 'warning', style: 'yellow' },
  FAIL: { word: 'FAIL', style: 'red' },
  NOT_CHECKED: { word: 'unchecked', style: 'cyan' },
};

type Style = 'bold' | 'green' | 'yellow' | 'red' | 'cyan';

/** Coloured only if the stream supports colours and NO_COLOR is not set. */
function painted(style: Style, text: string, stream: NodeJS.WriteStream): string {
  return styleText(style, text, { stream });
}

/** Wraps between words; a longer word stays whole for copying. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function summary(findings: Finding[]): string {
  const count = (status: Status) => findings.filter((one) => one.status === status).length;
  const warnings = count('WARN') === 1 ? '1 warning' : `${count('WARN')} warnings`;
  const verdict =
    count('FAIL') > 0 ? 'Not sound' : count('NOT_CHECKED') > 0 ? 'Sound, as far as it was checked' : 'Sound';
  return `${verdict}: ${count('FAIL')} failed, ${warnings}, ${count('NOT_CHECKED')} not checked, ${count('OK')} ok. Nothing was changed.`;
}
