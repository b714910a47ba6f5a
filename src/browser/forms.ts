/** Forms: one submission a tap, copy buttons, selects that submit themselves. */
export function enhanceForms(root: Document): void {
  root.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    // What another script sends first is not sent yet.
    if (event.defaultPrevented || !form.hasAttribute('data-once')) return
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    const button = event.submitter as HTMLButtonElement | null
    const busy = button?.dataset.busyText
    if (button && busy) button.textContent = busy
  })
  // Back from the next page: the form may be sent again.
  addEventListener('pageshow', () => {
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent
  })
  for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-submit-on-change]')) {
    select.addEventListener('change', () => select.form?.requestSubmit())
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy ?? '')
        button.textContent = button.dataset.copied ?? ''
      } catch {
        // Some browsers inside apps refuse: then the text is marked, ready for their own menu.
        const shown = button.previousElementSibling
        if (shown instanceof HTMLInputElement) shown.select()
        else getSelection()?.selectAllChildren(shown ?? button)
      }
    })
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }
  root.querySelector<HTMLElement>('[data-error-summary]')?.focus()
}
