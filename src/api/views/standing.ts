/** What stands of a server and why, as a drill shows it. */
interface LeftStanding {
  sourceServerId: string;
  what: string;
  isProtected?: boolean;
  failback?: string | null;
  lastWords?: string | null;
}

/** A sentence for people on what stands of a server, and what keeps it. */
export function standingSaid({ sourceServerId, what, isProtected, failback, lastWords }: LeftStanding): string {
  const said = [
    `${sourceServerId}: ${what}`,
    ...(isProtected ? ['protected against termination (disableApiTermination)'] : []),
    ...(failback ? [`failback ${failback}`] : []),
  ].join(', ');
  return lastWords ? `${said}; DRS said: ${lastWords}` : said;
}
