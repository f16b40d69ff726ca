import '@cloudscape-design/global-styles/dark-mode-utils.css';
import './style.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaults } from './api/client.ts';
import { conditionalFetch } from './api/conditionalFetch.ts';
import { createReads } from './api/createReads.ts';
import { App } from './app.tsx';
import { applyAppearance, keptAppearance } from './frame/appearance.ts';
import { Boundary } from './frame/boundary.tsx';

defaults.fetch = conditionalFetch;
applyAppearance(keptAppearance());
const reads = createReads();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={reads}>
      <Boundary>
        <App />
      </Boundary>
    </QueryClientProvider>
  </StrictMode>,
);
