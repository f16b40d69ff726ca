import { NOTHING } from '../said.ts';
import { visible } from '../visible.ts';

/**
 * A text as one line of GitHub Flavored Markdown that is shown as it is: CommonMark lets a backslash stand before any
 * ASCII punctuation, and GitHub passes HTML on, so its signs are entities.
 */
export function escaped(text: string | null, charactersMax = TEXT_CHARACTERS): string {
  if (text === null || text.trim() === '') return NOTHING;
  return shortened(visible(text).replace(/\s+/g, ' ').trim(), charactersMax)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]#~|!$]/g, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A text in a cell of a table. */
export function celled(text: string | null): string {
  return escaped(text, CELL_CHARACTERS);
}

/** A row of a table. Its cells are escaped already. */
export function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The head of a table. */
export function head(...names: string[]): string[] {
  return [row(...names), row(...names.map(() => '---'))];
}

const TEXT_CHARACTERS = 600;
const CELL_CHARACTERS = 160;

function shortened(text: string, charactersMax: number): string {
  const characters = [...text];
  return characters.length <= charactersMax ? text : `${characters.slice(0, charactersMax - 1).join('')}…`;
}
