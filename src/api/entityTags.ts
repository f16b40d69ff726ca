/** The entity tag (RFC 9110, section 8.8.3) of a version. */
export function etagOf(version: number | string): string {
  return `"${version}"`;
}
