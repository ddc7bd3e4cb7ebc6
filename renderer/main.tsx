import './app/zod-setup';
import './ui/base.css';
import './print/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('app');
if (!root) throw new Error('index.html hat kein Element #app');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
