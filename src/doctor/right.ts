/** Actions that must be allowed, each on each of these resources, given what is known of the request. */
export interface Right {
  actions: readonly string[];
  resources: readonly string[];
  keys?: Readonly<Record<string, string | readonly string[]>>;
}
