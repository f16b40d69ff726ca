/** A title among the breadcrumbs, which never wrap: it is cut, and turns the direction of no other text. */
export function crumbText(title: string): string {
  const letters = [...title];
  const cut = letters.length > LETTERS_MAX ? `${letters.slice(0, LETTERS_MAX - 1).join('')}…` : title;
  return RIGHT_TO_LEFT.test(cut) ? `${ISOLATE}${cut}${END}` : cut;
}

const LETTERS_MAX = 40;
/** Letters that are written from right to left, and marks that change the direction. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Bidi_Control}]/u;
const ISOLATE = '\u2068';
const END = '\u2069';
