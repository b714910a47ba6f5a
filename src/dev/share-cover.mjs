// Draws the covers of public/ with Chromium: clients that show shared links take no SVG. Run after a scene or the mark changes.
import { chromium } from '@playwright/test'
import * as esbuild from 'esbuild'

async function load(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

const { shareCover } = await load('src/art/pictures.ts')
const { drawingOf } = await load('src/sharing/art.tsx')
const { COVER_SIDE, DAY, DUSK, gardenCover } = await load('src/sharing/garden-cover.tsx')
const gardens = ['garden-a', 'garden-b', 'garden-c'].map((name) => [
  name,
  gardenCover(drawingOf(`scene-${name}`), ['我在贵州', '有个园'], name === 'garden-b' ? DUSK : DAY),
])

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
const page = await browser.newPage({ viewport: { width: COVER_SIDE, height: COVER_SIDE } })
const shot = async (svg, options) => {
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
  await page.screenshot(options)
}
await shot(shareCover(), { path: 'public/share-cover.png' })
// Soft skies: as JPEG they weigh a third of what they do as PNG, and a chat shows them at once.
for (const [name, svg] of gardens)
  await shot(svg, { path: `public/share-${name}.jpg`, type: 'jpeg', quality: 84 })
await browser.close()
