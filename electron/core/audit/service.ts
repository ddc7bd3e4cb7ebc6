/** What other features may ask about the log. */
export { retentionToDecide, runAtSignIn } from './retention';
