/** Entry of the application in Electron: the shell for real data. */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  session,
  utilityProcess,
} from 'electron';
import { version } from '../package.json';
import { type Application, startApplication } from './bridge/application';
import { readArguments, refusedSwitch } from './bridge/arguments';
import { ElectronHost, registerScheme } from './hosts/electron/host';
import { refuseNavigation } from './hosts/electron/security';
import { utilityStarter } from './hosts/electron/utility-starter';

const distDir = join(import.meta.dirname, '..');

function refuse(message: string): void {
  dialog.showErrorBox('PMK-Fallakte', message);
  app.exit(1);
}

async function start(): Promise<void> {
  // Electron does not run as root with its sandbox; nobody else may switch it off.
  const isRoot = process.getuid?.() === 0;
  const given = process.argv.slice(app.isPackaged ? 1 : 2);
  const { vaultDir } = readArguments(given.filter((argument) => !(isRoot && argument === '--no-sandbox')));
  const electron = { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session };
  let application: Application | null = null;
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  // The application ends itself after the vault is closed; Electron must not be quicker.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (application === null) return;
    event.preventDefault();
    void application.quit();
  });
  await app.whenReady();
  application = await startApplication({
    host: new ElectronHost({
      electron,
      rendererDir: join(distDir, 'renderer'),
      preload: join(distDir, 'preload', 'preload.cjs'),
    }),
    starter: utilityStarter(utilityProcess, join(distDir, 'core', 'process.js')),
    vaultDir,
    version,
    electronVersion: process.versions.electron ?? '',
    onQuit: () => app.exit(0),
  });
}

const refused = refusedSwitch(process.argv.slice(1));
if (refused !== null) refuse(`PMK-Fallakte startet nicht mit der Angabe ${refused}.`);
else if (!app.requestSingleInstanceLock()) refuse('PMK-Fallakte ist bereits geöffnet.');
else {
  app.enableSandbox();
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-breakpad');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  registerScheme(protocol);
  refuseNavigation(app);
  start().catch((error: unknown) =>
    refuse(error instanceof Error ? error.message : 'PMK-Fallakte konnte nicht starten.'),
  );
}
