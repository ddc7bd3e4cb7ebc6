/**
 * The host port: the little that differs between the shells in which the application runs. Everything above it
 * (bridge, lock, vault process, renderer) is the same code in each of them.
 */

/** What the host hands over to the application. Both calls come only from the application's own page. */
export interface HostHandlers {
  /** One call of the renderer: request and reply are JSON texts. Never rejects. */
  call(request: string): Promise<string>;
  /**
   * Bytes posted to `/transfer`. Resolves with the JSON text of a success (`{"transferId": …}`).
   * @throws TransferRefused with the status and the JSON text that the page is to get
   */
  receiveBytes(bytes: Uint8Array): Promise<string>;
  /** The window is gone; the application ends. */
  closed(): void;
}

/** Why the workstation itself asks for a lock. */
export type PowerReason = 'SCREEN_LOCK' | 'SUSPEND';

export interface Host {
  readonly kind: 'electron' | 'chromium';
  /** Opens the one window on the application's page. */
  open(handlers: HostHandlers): Promise<void>;
  /** Throws the page and its history away and loads it anew (lock, user switch). */
  reload(): Promise<void>;
  /** Sends an event (JSON text) to the page; lost without complaint while no page is there. */
  send(eventJson: string): void;
  /** Prints the current page on paper: the shell's own print dialogue, no file. */
  print(): Promise<void>;
  /** The current page as tagged PDF with outline; paper size and margins come from its `@page` rules. */
  printToPdf(): Promise<Uint8Array>;
  /** Writes a document that the user asked for. `saved: false`: the user changed his mind. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<{ saved: boolean; name: string }>;
  onPower(listener: (reason: PowerReason) => void): void;
  /** Closes the window and removes whatever the host has put on the disk. */
  quit(): Promise<void>;
}
