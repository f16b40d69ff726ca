/** `0.38 to 0.51`, `2.4`: an amount of money between two bounds. The API rounds to cents, and nothing costs nothing. */
export function amountText({ atLeast, atMost }: { atLeast: number; atMost: number }): string {
  if (atMost < 0.01) return 'less than 0.01';
  const [least, most] = [atLeast, atMost].map((amount) => String(Number(amount.toFixed(2))));
  return least === most ? `${most}` : `${least} to ${most}`;
}
