/** Whether another view is open by now: a click on a link in a row is then, after that, a click on the row as well. */
export function isLeft(path: string): boolean {
  return location.pathname !== path;
}
