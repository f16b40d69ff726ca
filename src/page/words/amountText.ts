/** `0.38 to 0.51`, `2.4`: an amount of money between two bounds. */
export function amountText({ atLeast, atMost }: { atLeast: number; atMost: number }): string {
  const [least, most] = [atLeast, atMost].map((amount) => String(Number(amount.toFixed(2))));
  return least === most ? `${most}` : `${least} to ${most}`;
}
