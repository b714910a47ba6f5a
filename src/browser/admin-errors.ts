/**
 * Takes back what the server found wrong as soon as its field says something else: at the field, and in the summary
 * above the form. The server checks again. The editor of listings says its own while one types.
 */
export function takeBackErrors(root: ParentNode): void {
  for (const error of root.querySelectorAll<HTMLElement>('.admin-main .form-error[id$="-error"]')) {
    const frame = error.closest<HTMLElement>('.form-field, td, fieldset, form')
    // A place where a script says what is wrong with a photo stays, whatever it says now.
    if (!frame || !error.textContent?.trim() || error.matches('[data-picture-error]')) continue
    if (error.closest('[data-listing-editor]')) continue
    const own = frame.querySelectorAll(`[aria-describedby~="${error.id}"]`)
    const take = (event: Event) => {
      // A cell holds one field, a fieldset its choices: elsewhere it must be the field that is described.
      if (own.length && ![...own].includes(event.target as Element)) return
      frame.removeEventListener('input', take)
      error.remove()
      frame.classList.remove('form-field-wrong')
      for (const control of own) {
        control.removeAttribute('aria-invalid')
        forget(control, error.id)
      }
      shorten(root, error.id.replace(/-error$/, ''))
      // Where a page has no summary it says the same above.
      for (const alert of root.querySelectorAll('.admin-main [role="alert"]'))
        if (alert.textContent?.trim() === error.textContent?.trim()) alert.remove()
    }
    frame.addEventListener('input', take)
  }
}

function forget(control: Element, id: string): void {
  const left = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one !== id)
  if (left.length) control.setAttribute('aria-describedby', left.join(' '))
  else control.removeAttribute('aria-describedby')
}

/** One line less in the summary, which goes with its last one and says how many are left. */
function shorten(root: ParentNode, field: string): void {
  const summary = root.querySelector('[data-error-summary]')
  const link = [...(summary?.querySelectorAll('li a') ?? [])].find(
    (one) => one.getAttribute('href') === `#${field}`,
  )
  if (!summary || !link) return
  link.closest('li')?.remove()
  const left = summary.querySelectorAll('li').length
  const heading = summary.querySelector('p')
  if (left === 0) summary.remove()
  else if (heading?.textContent) heading.textContent = heading.textContent.replace(/\d+/, String(left))
}
