import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api.js';
import { Session } from './session.js';
import { Shell } from './shell.js';
import '@fontsource-variable/ibm-plex-sans/wght.css';
import './style/tokens.css';
import './style/shell.css';
import './style/parts.css';
import './style/list.css';
import './style/sheet.css';
import './style/states.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no place for the console');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Session>
        <Shell />
      </Session>
    </QueryClientProvider>
  </StrictMode>,
);
