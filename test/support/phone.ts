import type { Page } from '@playwright/test'

/** What a thumb needs, in CSS px; half a pixel is lost to rounding. */
const TARGET = 43.5

/**
 * What is wrong with a page on a narrow screen, in words: it scrolls sideways, a box of it does, something is cut or
 * stands beyond the edge, or what is pressed is too small. Links in running text are as high as their line, as
 * WCAG 2.5.8 allows.
 */
export const faultsOnPhone = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const width = document.documentElement.clientWidth
    // One of a kind tells of all.
    const found = new Map<string, string>()
    const note = (fault: string, one: Element) =>
      found.has(fault + one.className) || found.set(fault + one.className, `${fault}: ${named(one)}`)
    const named = (one: Element) =>
      `${one.tagName.toLowerCase()}.${one.className} “${(one.textContent || one.getAttribute('aria-label') || one.getAttribute('name') || '').trim().slice(0, 20)}”`
    if (document.documentElement.scrollWidth > width)
      note(`the page is ${document.documentElement.scrollWidth} wide`, document.body)
    const hidden = (one: Element) => !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const unseen = (one: Element) => one.closest('.visually-hidden, .skip, .admin-table > thead') !== null

    for (const one of document.querySelectorAll('body *')) {
      if (hidden(one) || unseen(one) || one.closest('svg') || /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName))
        continue
      const { overflowX, display } = getComputedStyle(one)
      if (display === 'inline') continue
      if (overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
        note(/auto|scroll/.test(overflowX) ? 'scrolls sideways' : 'is cut', one)
      const { right, left } = one.getBoundingClientRect()
      if (right > width + 1 || left < -1) note('stands beyond the edge', one)
    }

    const inText = (one: Element) =>
      getComputedStyle(one).display === 'inline' &&
      [...one.parentElement!.childNodes].some((beside) => beside.nodeType === 3 && beside.textContent!.trim())
    for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      if (hidden(one) || unseen(one) || (one.tagName === 'A' && inText(one))) continue
      const tick = one instanceof HTMLInputElement && /^(checkbox|radio)$/.test(one.type)
      const pressed = tick ? (one.labels?.[0] ?? one) : one
      const { height } = pressed.getBoundingClientRect()
      if (height && height < least) note(`is ${Math.round(height)} high`, pressed)
    }
    return [...found.values()]
  }, TARGET)
