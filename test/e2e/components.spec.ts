import { readdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { signIn } from '../support/staff-pages.ts'
import { screens } from '../support/walks.ts'

/** Drawings are as wide on every screen: one picture of them is kept. */
const DRAWINGS = ['scenes', 'packs', 'cups', 'icons']
const KEPT = readdirSync(new URL('./components', import.meta.url))

/** The other three pairs of language and width are compared in test:deep. */
const LANGUAGES = process.env.DEEP ? ['zh', 'en'] : ['zh']

for (const language of LANGUAGES)
  for (const width of screens(390, 1280))
    test(`each component looks as it did when its picture was kept, in ${language} at ${width} px`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 })
      await signIn(page, 'viewer')
      await page.goto(`/admin/components?language=${language}`)
      await page.evaluate(async () => {
        ;(document.activeElement as HTMLElement).blur()
        for (const image of document.images) image.loading = 'eager'
        await Promise.all([...document.images].map((image) => image.decode()))
        // One by one in the same corner, so that none moves another, and half as large: every change is still seen, and
        // all the pictures together stay small.
        const parts = [...document.querySelectorAll<HTMLElement>('[data-component]')]
        for (const [part, width] of parts.map((part) => [part, part.offsetWidth] as const)) {
          Object.assign(part.style, {
            position: 'absolute',
            top: '0',
            left: '0',
            margin: '0',
            width: `${width}px`,
          })
          Object.assign(part.style, { transform: 'scale(.5)', transformOrigin: '0 0' })
          part.hidden = true
        }
      })
      const parts = await page.locator('[data-component]').all()
      const names: string[] = []
      for (const part of parts) {
        const id = (await part.getAttribute('id'))!
        if (width > 390 && DRAWINGS.includes(id)) continue
        names.push(`${id}-${language}-${width}.png`)
        await part.evaluate((shown: HTMLElement) => {
          shown.hidden = false
        })
        await expect.soft(part).toHaveScreenshot(names.at(-1)!)
        await part.evaluate((shown: HTMLElement) => {
          shown.hidden = true
        })
      }
      // A picture of a component that is gone holds nothing.
      const kept = KEPT.filter((name) => name.endsWith(`-${language}-${width}.png`))
      expect(kept.sort()).toEqual(names.sort())
    })
