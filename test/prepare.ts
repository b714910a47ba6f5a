// What browser tests need and npm does not bring: Chromium and Chinese fonts. Runs before `npm test`, says nothing where
// both are there, and else installs them, or ends with the one sentence that says what to run.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromiumPath } from './support/chromium.ts'

const SHELL = '/usr/bin/chromium-headless-shell'
const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8' } as const

const hasBrowser = () => existsSync(chromiumPath())
/** Other systems bring their own; on Linux fontconfig tells. */
const hasFonts = () =>
  process.platform !== 'linux' || spawnSync('fc-list', [':lang=zh', 'family'], quiet).stdout?.trim()
const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function aptInstall(...packages: string[]): boolean {
  spawnSync('apt-get', ['update', '-qq'], quiet)
  return spawnSync('apt-get', ['install', '-y', '-qq', ...packages], quiet).status === 0
}

const own = process.env.CHROMIUM_PATH
if (own && !hasBrowser()) {
  console.error(`CHROMIUM_PATH names no browser: ${own}`)
  process.exit(1)
}
if (isDebianRoot && !(hasBrowser() && hasFonts())) {
  console.log('Installing Chromium and Chinese fonts for the browser tests …')
  aptInstall('chromium', 'fonts-noto-cjk', 'fontconfig')
}
// Not every Debian has it; a machine that only tests wants it, since it is three times as fast.
if (isDebianRoot && process.env.CI && !own && !existsSync(SHELL)) aptInstall('chromium-headless-shell')
if (!hasBrowser()) spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })

const missing = [hasBrowser() ? '' : 'chromium', hasFonts() ? '' : 'fonts-noto-cjk fontconfig']
  .join(' ')
  .trim()
if (missing) {
  console.error(`The browser tests need Chromium and Chinese fonts. Run: sudo apt-get install ${missing}`)
  process.exit(1)
}
