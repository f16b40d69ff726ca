/** What is left of a server and why, as a drill shows it. */
interface LeftStanding {
  sourceServerId: string;
  what: string;
  isProtected?: boolean;
  failback?: string | null;
  lastWords?: string | null;
}

/** One sentence for people on what is left of a server and what blocks its cleanup. */
export function standingSaid({ sourceServerId, what, isProtected, failback, lastWords }: LeftStanding): string {
  const said = [
    `${sourceServerId}: ${what}`,
    ...(isProtected ? ['protected against termination (disableApiTermination)'] : []),
    ...(failback ? [`failback ${failback}`] : []),
  ].join(', ');
  return lastWords ? `${said}; DRS said: ${lastWords}` : said;
}
