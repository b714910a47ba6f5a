import { parsePhone } from '../kernel/phone.ts'

const RULES: Record<string, (value: string) => boolean> = {
  name: (value) => value.trim().length > 0,
  phone: (value) => parsePhone(value) !== null,
  buyerPhone: (value) => !value.trim() || parsePhone(value) !== null,
  street: (value) => value.trim().length >= 4,
}

/** Says on leaving a field what needs fixing, and takes it back once it is fixed; the server checks again. */
export function enhanceFieldErrors(root: ParentNode): void {
  takeBackOnceMended(root)
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

/** What the server found wrong goes once it is ticked, chosen or typed anew, at its field and in the summary. */
function takeBackOnceMended(root: ParentNode): void {
  for (const error of root.querySelectorAll<HTMLElement>('[data-checkout] [data-error]:not(:empty)')) {
    const control = root.querySelector<HTMLElement>(`[aria-describedby="${error.id}"]`)
    if (!control) continue
    const name = error.id.replace(/-error$/, '')
    const look = () => {
      if (!isMended(name, control)) return
      error.textContent = ''
      control.removeAttribute('aria-invalid')
      control.closest('[data-field]')?.classList.remove('form-field-wrong')
      const summary = root.querySelector('[data-error-summary]')
      summary?.querySelector(`a[href="#${name}"]`)?.closest('li')?.remove()
      if (summary && !summary.querySelector('li')) summary.remove()
    }
    for (const kind of ['input', 'change', 'regionchange']) control.addEventListener(kind, look)
  }
}

function isMended(name: string, control: HTMLElement): boolean {
  if (!(control instanceof HTMLInputElement))
    return [...control.querySelectorAll('select')].every(({ value }) => value)
  return control.type === 'checkbox' ? control.checked : (RULES[name]?.(control.value) ?? true)
}
