const PAUSE_MS = 500

/** Forms that show what they would do: after a pause in typing the server draws the same page, unsaved. */
export function showLivePreview(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-live]')
  if (!form) return
  let timer = 0
  let asked = 0
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      asked += 1
      const mine = asked
      const body = new FormData(form)
      body.set('act', 'try')
      const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
      if (!answer || mine !== asked || (answer.status !== 200 && answer.status !== 422)) return
      const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const old of form.querySelectorAll<HTMLElement>('[data-live-out]')) {
        const fresh = drawn.querySelector(`[data-live-out="${old.dataset.liveOut}"]`)
        if (fresh) old.replaceChildren(...fresh.childNodes)
      }
    }, PAUSE_MS) as unknown as number
  })
}
