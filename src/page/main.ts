import { viewAt } from './views.ts';

// The script of the view comes together with that of the page. If it cannot be loaded, the page says so.
viewAt(location.pathname)
  ?.load()
  .catch(() => undefined);
void import('./page.tsx');
