import { appendFileSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type Axe from 'axe-core'

/** The small build, brought into a page once a look: reading it is a good part of a look. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// A link just followed replaces the page while one looks: then the look is taken again at the page that has come.

/** Nothing on the page is wider than its screen. */
export async function expectNoSidewaysScroll(page: Page) {
  await expect(async () => {
    await page.waitForLoadState('load')
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over).toBeLessThanOrEqual(0)
  }).toPass()
}

/** Kinds of text whose contrast was looked at in this run, by any of its workers (test/playwright.config.ts). */
const SEEN = process.env.E2E_SEEN!
const seen = () => readFileSync(SEEN, 'utf8').split('\n').map(Number)

/**
 * Axe finds nothing to object to. Contrast takes it longer than all else together, and colours come from tags, classes and
 * states: so each kind of text is looked at once a run, and with DEEP every text of every page.
 */
export async function expectNoViolation(page: Page) {
  await expect(async () => {
    await page.waitForLoadState('load')
    await Promise.all(page.frames().map((frame) => frame.evaluate(AXE)))
    const { violations, kinds } = await page.evaluate(lookOver, process.env.DEEP ? null : seen())
    expect(violations).toEqual([])
    appendFileSync(SEEN, [...kinds, ''].join('\n'))
  }).toPass()
}

/** Runs in the page: what axe objects to, and the kinds of text that are new beside `known`. */
async function lookOver(known: number[] | null) {
  const { axe } = window as unknown as { axe: typeof Axe }
  const options = { resultTypes: ['violations' as const], selectors: false, preload: false }
  const told = async (context: Axe.ElementContext, more: Axe.RunOptions) => {
    const { violations } = await axe.run(context, { ...options, ...more })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }
  if (!known) return { violations: await told(document, {}), kinds: [] }

  const PLAIN = /^(true|false|page|step|mixed)$/
  const VALUED = /^(class|type|style)$/
  const STATE = /^(aria-|data-|open|disabled|readonly|hidden|role)/
  const kinds = new Map<Element, string>()
  const kindOf = (element: Element): string => {
    const known = kinds.get(element)
    if (known) return known
    const own = [...element.attributes]
      .filter(({ name }) => VALUED.test(name) || STATE.test(name))
      .map(({ name, value }) => (VALUED.test(name) || PLAIN.test(value) ? `${name}=${value}` : name))
    const above = element.parentElement ? kindOf(element.parentElement) : String(innerWidth < 768)
    const kind = `${above}>${element.tagName}[${own}]${element.matches(':checked,:invalid') ? '!' : ''}`
    kinds.set(element, kind)
    return kind
  }
  const hash = (text: string) => {
    let sum = 2166136261
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619) >>> 0
    return sum
  }
  const old = new Set(known)
  const fresh = new Map<number, Element[]>()
  for (const element of document.body.querySelectorAll('*')) {
    const speaks =
      element.matches('input, select, textarea') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
    if (!speaks || !element.checkVisibility()) continue
    const kind = hash(kindOf(element))
    const same = fresh.get(kind) ?? []
    // A second one shows what its place among others makes of it.
    if (!old.has(kind) && same.length < 2) fresh.set(kind, [...same, element])
  }
  const texts = [...fresh.values()].flat() as HTMLElement[]
  const contrast = { runOnly: ['color-contrast'] }
  return {
    violations: [
      ...(await told(document, {
        rules: { 'color-contrast': { enabled: false } },
      })),
      ...(texts.length ? await told({ include: texts } as unknown as Axe.ElementContext, contrast) : []),
    ],
    kinds: [...fresh.keys()],
  }
}

export async function expectSound(page: Page) {
  await expectNoSidewaysScroll(page)
  await expectNoViolation(page)
}
