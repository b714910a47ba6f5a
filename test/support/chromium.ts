import { existsSync } from 'node:fs'

// The shell draws no window of its own, which takes a third of the time and half of a throttled page's; either will do.
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** The browser of all browser tests; where there is none, the path a sentence can name. */
export const CHROMIUM =
  process.env.CHROMIUM_PATH ?? INSTALLED.find((path) => existsSync(path)) ?? '/usr/bin/chromium'
