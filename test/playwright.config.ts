import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumPath } from './support/chromium.ts'

/** Ends what hangs, never what is slow: no test asserts a time (docs/decisions/0031). */
const HANGS_MS = 600_000
/** How long an expectation waits for a page that other work on the machine may hold up. */
const PATIENCE_MS = 30_000
const PORT = Number(process.env.E2E_PORT ?? 8788)
/** The shop's clock begins here: tests that need its time count from it. */
process.env.E2E_STARTED ??= String(Date.now())
/** Where all workers note what one of them has looked at (test/support/sound.ts). */
if (!process.env.E2E_SEEN) {
  const seen = join(tmpdir(), `e2e-seen-${process.pid}`)
  process.env.E2E_SEEN = seen
  writeFileSync(seen, '')
  process.once('exit', () => rmSync(seen, { force: true }))
}

const NOW = '2026-11-23T10:00:00+08:00'
/** Journeys walk through the shop on one machine; with E2E_HOST=workerd through the one that `wrangler dev` serves. */
const HOSTS = {
  node: `node test/support/node/start.mjs --port ${PORT} --folder .wrangler/e2e-${process.pid}`,
  workerd: `node src/dev/serve.mjs --port ${PORT} --now ${NOW} --since ${process.env.E2E_STARTED} --state .wrangler/e2e-${process.pid}`,
}
const host = process.env.E2E_HOST === 'workerd' ? 'workerd' : 'node'

export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  workers: 3,
  fullyParallel: true,
  timeout: HANGS_MS,
  expect: {
    timeout: PATIENCE_MS,
    toPass: { timeout: PATIENCE_MS * 2 },
    // Letters are drawn by the same Chromium from the same fonts: what differs is a change (docs/decisions/0067).
    toHaveScreenshot: { threshold: 0.01, maxDiffPixels: 100 },
  },
  snapshotPathTemplate: '{testDir}/components/{arg}{ext}',
  reporter: 'list',
  use: {
    // A button that is not there is missing, however busy the machine is: then the test says so, and does not hang.
    actionTimeout: PATIENCE_MS * 2,
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // Grey edges on letters: coloured ones differ between machines and make pictures twice as large.
        '--disable-lcd-text',
        '--force-color-profile=srgb',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: HOSTS[host],
    cwd: new URL('..', import.meta.url).pathname,
    url: `http://127.0.0.1:${PORT}/healthz`,
    // A line a request would be passed on by two processes and read by nobody.
    env: { WRANGLER_LOG: 'warn', SHOP_NOW: NOW, SHOP_NOW_SINCE: process.env.E2E_STARTED },
    timeout: HANGS_MS,
    reuseExistingServer: false,
  },
})
