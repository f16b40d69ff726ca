/** Whether a text is the id of a source server of DRS. */
export function isSourceServer(text: string): boolean {
  return /^s-[0-9a-zA-Z]{17}$/.test(text);
}
