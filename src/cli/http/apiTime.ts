/** The time on the API's clock, from the Date header; otherwise the local time. */
export function apiNow({ headers }: { headers: Headers }): number {
  const said = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(said) ? Date.now() : said;
}
