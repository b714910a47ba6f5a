const RULES: Record<string, (value: string) => boolean> = {
  name: (value) => value.trim().length > 0,
  phone: (value) => /^(?:\+?86)?1[3-9]\d{9}$/.test(value.normalize('NFKC').replace(/[\s-]/g, '')),
  street: (value) => value.trim().length >= 4,
}

/** Says on leaving a field what needs mending, and takes it back once it is mended; the server checks again. */
export function enhanceFieldErrors(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-checkout] [data-field]')) {
    const input = field.querySelector('input')
    const error = field.querySelector<HTMLElement>('[data-error]')
    const rule = RULES[field.dataset.field ?? '']
    if (!input || !error || !rule) continue
    const show = (wrong: boolean) => {
      error.textContent = wrong ? (error.dataset.error ?? '') : ''
      field.classList.toggle('form-field-wrong', wrong)
      if (wrong) input.setAttribute('aria-invalid', 'true')
      else input.removeAttribute('aria-invalid')
    }
    input.addEventListener('blur', () => input.value && show(!rule(input.value)))
    input.addEventListener('input', () => {
      field.classList.remove('is-unsure')
      if (rule(input.value)) show(false)
    })
  }
}
