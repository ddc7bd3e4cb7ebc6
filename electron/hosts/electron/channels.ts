/** The two channels between preload and main process. Raw IPC is used nowhere else. */
export const CALL_CHANNEL = 'fallakte:call';
export const EVENT_CHANNEL = 'fallakte:event';
