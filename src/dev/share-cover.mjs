// Draws public/share-cover.png with Chromium: clients that show shared links take no SVG. Run after the mark changes.
import { chromium } from '@playwright/test'
import * as esbuild from 'esbuild'

const { outputFiles } = await esbuild.build({
  entryPoints: ['src/art/pictures.ts'],
  bundle: true,
  write: false,
  format: 'esm',
})
const source = Buffer.from(outputFiles[0].contents).toString('base64')
const { shareCover } = await import(`data:text/javascript;base64,${source}`)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
const page = await browser.newPage({ viewport: { width: 600, height: 600 } })
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${shareCover()}`)
await page.screenshot({ path: 'public/share-cover.png' })
await browser.close()
