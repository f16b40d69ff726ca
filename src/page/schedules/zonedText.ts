/** A time as a clock in the zone shows it: `Wed 2026-12-02 02:00`. */
export function zonedText(at: string | number, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions, locale = 'sv-SE') =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at));
  return `${part({ weekday: 'short' }, 'en-GB')} ${part({ dateStyle: 'short' })} ${part({ timeStyle: 'short' })}`;
}

/** `01:00 UTC`, with the day where it is another one than in the zone. */
export function utcBeside(at: string | number, timeZone: string): string {
  const [here = '', there = ''] = [zonedText(at, timeZone), zonedText(at, 'UTC')];
  return here.slice(0, -6) === there.slice(0, -6) ? `${there.slice(-5)} UTC` : `${there} UTC`;
}
