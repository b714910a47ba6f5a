import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { chromiumPath } from './chromium.ts'
import { freePort } from './ports.ts'
import { FILLED_CART } from './shopper-pages.ts'

/** Ends a visit that hangs, never one that is slow. */
const HANGS_MS = 300_000

/** A phone whose visits Lighthouse reports on. */
export async function openPhone() {
  const port = await freePort()
  const chrome = await chromium.launch({
    executablePath: chromiumPath(),
    // The window is a phone's from the start: else the page is first laid out as wide as a desk.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--in-process-gpu',
      '--window-size=412,823',
      `--remote-debugging-port=${port}`,
    ],
  })
  const visit = async (url: string, onlyCategories: string[]) => {
    const run = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories,
      extraHeaders: { Cookie: `cart=${FILLED_CART}` },
      disableFullPageScreenshot: true,
      maxWaitForFcp: HANGS_MS,
      maxWaitForLoad: HANGS_MS,
    })
    return run!.lhr
  }
  return { visit, close: () => chrome.close() }
}
