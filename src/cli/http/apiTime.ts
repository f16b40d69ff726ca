/** What time it is where the API is; ours, when it does not say. */
export function apiNow({ headers }: { headers: Headers }): number {
  const said = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(said) ? Date.now() : said;
}
