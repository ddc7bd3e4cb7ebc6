/** What other features may ask about the log. */
export { retentionToDecide, runRetention } from './retention';
