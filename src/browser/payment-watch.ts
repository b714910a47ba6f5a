/** Counts a deadline down; the page tells how long is left, so that a wrong clock here does no harm. */
export function countDown(page: Document): void {
  for (const text of page.querySelectorAll<HTMLElement>('[data-left-ms]')) {
    const ends = performance.now() + Number(text.dataset.leftMs)
    const clock = text.querySelector<HTMLElement>('[data-clock]')
    if (!clock) continue
    clock.hidden = false
    const tick = () => {
      const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000))
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
      if (seconds > 0) setTimeout(tick, 1000)
      else if (text.dataset.overText) text.textContent = text.dataset.overText
      // The server closes the order when it is read after its deadline.
      else location.reload()
    }
    tick()
  }
}

const EVERY_MS = 4000

/**
 * Asks the server whether the order is paid, each time a visitor comes back from the payment and every four
 * seconds while they look; only the server says paid.
 */
export function watchPayment(page: Document): void {
  const note = page.querySelector<HTMLElement>('[data-watch-payment]')
  const order = note?.dataset.watchPayment
  if (!note || !order) return
  const ask = async () => {
    if (page.hidden) return
    // An order no longer waiting for payment answers with a redirect to its page.
    const answer = await fetch(location.href, { redirect: 'manual' }).catch(() => null)
    if (answer?.type === 'opaqueredirect') location.assign(order)
  }
  setInterval(ask, EVERY_MS)
  page.addEventListener('visibilitychange', () => {
    note.hidden = false
    void ask()
  })
}
