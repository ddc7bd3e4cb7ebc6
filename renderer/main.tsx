import './app/zod-setup';
import './ui/base.css';
import './print/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { prefetch } from './app/queries';

/** Longest time that the first picture waits for the vault process, in milliseconds. */
const FIRST_ANSWER_MS = 200;

const root = document.getElementById('app');
if (!root) throw new Error('index.html hat kein Element #app');
// The first picture is the sign-in itself, not a placeholder that it replaces a moment later.
await Promise.race([
  prefetch('session.state', {}),
  new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MS)),
]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
