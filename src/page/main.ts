import { viewAt } from './views.ts';

// The script of the view comes together with that of the page. If it cannot be loaded, the page says so.
viewAt(location.pathname)
  ?.load()
  .catch(() => undefined);
import('./page.tsx').catch((error: unknown) => {
  console.error(error);
  document.body.innerHTML = NOT_WHOLE;
});

/** Nothing else is there yet that could say it. */
const NOT_WHOLE =
  '<p role="alert">The page cannot be shown: a part of it did not come, or it has a fault. <a href="">Load it again.</a></p>';
