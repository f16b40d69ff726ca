import { useLocation } from 'wouter';

/** Follows a link of a Cloudscape component without loading the page again. */
export function useFollow() {
  const [, navigate] = useLocation();
  return (event: CustomEvent<{ href?: string; external?: boolean }>) => {
    const { href, external } = event.detail;
    if (external || href === undefined || !href.startsWith('/') || href.startsWith('/v1/')) return;
    event.preventDefault();
    navigate(href);
  };
}
