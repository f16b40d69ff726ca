/** Whether a text is an address that the page may link to. */
export function isHttps(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}
