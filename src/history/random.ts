/** Random numbers that are the same every time, so that the same history gives the same forecast. */
export const random = {
  /** Numbers from 0 up to 1 (mulberry32 by Tommy Ettinger, public domain). */
  dice(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  },

  /** A standard normal number (Box and Muller, 1958). */
  normal(dice: () => number): number {
    return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
  },
};
