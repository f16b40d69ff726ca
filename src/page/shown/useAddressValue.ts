import { useSearchParams } from 'wouter';

/** A choice that is kept in the query string of the address; its default leaves the address short. */
export function useAddressValue(name: string, fallback: string): [string, (value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (value: string) => {
    const change = (now: URLSearchParams) => {
      const next = new URLSearchParams(now);
      if (value === fallback) next.delete(name);
      else next.set(name, value);
      return next;
    };
    setParameters(change, { replace: true });
  };
  return [parameters.get(name) ?? fallback, set];
}
