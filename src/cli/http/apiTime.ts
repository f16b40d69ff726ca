/** The time on the API's clock, from the Date header; otherwise the local time. */
export function apiNow({ headers }: { headers: Headers }): number {
  const said = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(said) ? Date.now() : said;
}

/**
 * By how many minutes this machine's clock differs from the API's, if that is enough for AWS to refuse its signatures
 * (IAM user guide: a request must arrive within five minutes of its time stamp); else undefined.
 */
export function minutesOff(answer: { headers: Headers }): number | undefined {
  const minutes = Math.round(Math.abs(apiNow(answer) - Date.now()) / MINUTE_MS);
  return minutes < SIGNED_MINUTES_MAX ? undefined : minutes;
}

const MINUTE_MS = 60_000;
const SIGNED_MINUTES_MAX = 5;
