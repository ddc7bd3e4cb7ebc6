/**
 * Which folder may use which. Dependencies point one way: renderer → shared ← electron. Each rule has a planted
 * violation in tests/unit/guards.test.ts that it must find.
 */
const NODE_BUILTIN = { dependencyTypes: ['core'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle has no order in which it could be understood.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'shared/domain holds pure rules: no package, no I/O, nothing but itself.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'shared-stays-shared',
      comment: 'The contract is used on both sides, so it knows neither.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|tests|scripts)/' },
    },
    {
      name: 'shared-without-node',
      severity: 'error',
      from: { path: '^shared/' },
      to: NODE_BUILTIN,
    },
    {
      name: 'renderer-not-to-electron',
      comment: 'The renderer reaches the vault through the contract only.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: NODE_BUILTIN,
    },
    {
      name: 'electron-not-to-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'core-not-to-shell',
      comment: 'The vault process knows its port and the messages, not the shell.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: {
        path: '^electron/(hosts|bridge|main|preload)',
        pathNot: '^electron/bridge/(vault-port|messages)\\.ts$',
      },
    },
    {
      name: 'shell-not-to-core',
      comment: 'The main process never interprets case data.',
      severity: 'error',
      from: { path: '^electron/(hosts|bridge|main|preload)' },
      to: { path: '^electron/core/' },
    },
    {
      name: 'bridge-not-to-a-host',
      comment: 'Everything above the host port is the same code in each shell.',
      severity: 'error',
      from: { path: '^electron/bridge/' },
      to: { path: '^electron/hosts/(electron|chromium)/' },
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: {
        path: '^(electron|renderer|shared)/',
        pathNot: '^electron/(main\\.ts|preload\\.ts|hosts/electron/)',
      },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'playwright-only-in-its-host',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/hosts/chromium/' },
      to: { path: '(^|/)node_modules/(@playwright/|playwright)' },
    },
    {
      name: 'database-only-in-core',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/core/' },
      to: { path: '(^|/)node_modules/(better-sqlite3|@node-rs/argon2)' },
    },
    {
      name: 'repository-is-private',
      comment:
        "Features do not import each other's repositories; they call exported rules or services. " +
        'The history is no feature but the one recorder that every feature writes to.',
      severity: 'error',
      from: { path: '^electron/core/([^/]+)/' },
      to: { path: '^electron/core/[^/]+/[^/]*repository', pathNot: '^electron/core/($1|history)/' },
    },
    {
      name: 'product-not-to-tests',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'resolvable',
      comment: 'What cannot be resolved cannot be checked.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      conditionNames: ['import', 'types', 'default', 'node'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
