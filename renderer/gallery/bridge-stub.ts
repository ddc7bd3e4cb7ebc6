/** Answers like a host with an empty vault, so that the shell runs without one. Gallery only. */
import type { FallakteBridge } from '../app/host';

const answers: Record<string, unknown> = {
  'shell.info': {
    hostKind: 'chromium',
    version: '0',
    idleMinutes: 10,
    lockInSeconds: 540,
    forRealData: false,
  },
  'shell.activity': { lockInSeconds: 600 },
  'drafts.get': { draft: null },
};

const stub: FallakteBridge = {
  hostKind: 'chromium',
  call: async (request) => JSON.stringify({ ok: true, value: answers[JSON.parse(request).op] ?? {} }),
  subscribe: () => () => undefined,
};
Object.defineProperty(window, 'fallakte', { value: stub });
