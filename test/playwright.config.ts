import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { CHROMIUM } from './support/chromium.ts'

if (!existsSync(CHROMIUM))
  throw new Error(
    `Browser tests need Chromium at ${CHROMIUM}: apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH.`,
  )

const PORT = Number(process.env.E2E_PORT ?? 8788)
/** The shop's clock begins here: tests that need its time count from it. */
process.env.E2E_STARTED ??= String(Date.now())

export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  // A shared machine may stall once; what fails twice is wrong.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Lighthouse measures: it waits until nothing else asks anything of the machine.
  projects: [
    { name: 'journeys', testIgnore: 'lighthouse.spec.ts' },
    { name: 'lighthouse', testMatch: 'lighthouse.spec.ts', dependencies: ['journeys'], workers: 1 },
  ],
  webServer: {
    command: `node src/dev/serve.mjs --port ${PORT} --now 2026-11-23T10:00:00+08:00 --since ${process.env.E2E_STARTED} --state .wrangler/e2e-${process.pid}`,
    cwd: new URL('..', import.meta.url).pathname,
    url: `http://127.0.0.1:${PORT}/healthz`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
})
