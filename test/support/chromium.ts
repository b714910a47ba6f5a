import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

// The shell draws no window of its own, which takes a third of the time and half of a throttled page's; either will do.
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Where the browser of all browser tests is, or will be once test/prepare.ts has installed Playwright's own. */
export const chromiumPath = (): string =>
  process.env.CHROMIUM_PATH ?? INSTALLED.find((path) => existsSync(path)) ?? chromium.executablePath()
