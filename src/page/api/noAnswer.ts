/** The page's own server gave no answer, or not all of it. */
export class NoAnswer extends Error {
  constructor(
    cause?: unknown,
    said = 'The server of this page does not answer: it was stopped, or this machine slept.',
  ) {
    super(`${said} Run \`npx drs-drill page\` again.`, { cause });
  }
}

/** Every answer of the server of the page is a document, also where the API gives something else. */
export function notADocument(cause?: unknown): NoAnswer {
  return new NoAnswer(cause, 'Something else answers in place of the server of this page.');
}
