/** Actions that must be allowed on each of these resources, with the context keys of the request. */
export interface Right {
  actions: readonly string[];
  resources: readonly string[];
  keys?: Readonly<Record<string, string | readonly string[]>>;
}
