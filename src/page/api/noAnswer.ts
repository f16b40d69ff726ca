/** The page's own server gave no answer, or not all of it. */
export class NoAnswer extends Error {
  constructor(cause?: unknown) {
    super(
      'The server of this page does not answer: it was stopped, or this machine slept. Run `npx drs-drill page` again.',
      { cause },
    );
  }
}
