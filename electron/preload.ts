/**
 * Preload of the Electron window, built as one CommonJS file (a sandboxed window loads nothing else). It hands out
 * three named members and never Electron's own objects.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from './hosts/electron/channels';

contextBridge.exposeInMainWorld(
  'fallakte',
  Object.freeze({
    hostKind: 'electron',
    call: (request: string): Promise<string> => ipcRenderer.invoke(CALL_CHANNEL, String(request)),
    subscribe: (listener: (eventJson: string) => void): (() => void) => {
      // The event object of Electron stays here: it would give the page access to the sender.
      const forward = (_event: unknown, eventJson: unknown) => listener(String(eventJson));
      ipcRenderer.on(EVENT_CHANNEL, forward);
      return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward);
    },
  }),
);
