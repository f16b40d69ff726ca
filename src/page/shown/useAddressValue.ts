import { useAddress } from './useAddress.ts';

/** A choice that is kept in the query string of the address; its default leaves the address short. */
export function useAddressValue(name: string, fallback: string): [string, (value: string) => void] {
  const [address, change] = useAddress();
  return [address.get(name) ?? fallback, (value) => change({ [name]: value === fallback ? null : value })];
}
