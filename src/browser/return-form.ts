/** What a form held, as it was sent. */
type Sent = {
  page: string
  action: string
  values: [name: string, value: string][]
  /** Fields whose text could not be stored, and the sentence for them; none where only the session had ended. */
  spoilt: string[]
  said: string
}

const PLACE = 'return-form'
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement

/**
 * On the page that holds what was sent after the session had ended, or with a text that cannot be stored: goes back to the page it stood
 * on, if that still has a form with a place for everything. Else it stays, and the form is sent from here.
 */
export async function returnToForm(root: ParentNode): Promise<void> {
  const kept = root.querySelector<HTMLFormElement>('form[data-return-to]')
  const page = kept?.dataset.returnTo
  if (!kept || !page) return
  const values = [...new FormData(kept)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  )
  const { returnSpoilt = '[]', returnSaid = '' } = kept.dataset
  const spoilt = JSON.parse(returnSpoilt) as string[]
  const sent: Sent = { page, action: kept.getAttribute('action') ?? '', values, spoilt, said: returnSaid }
  try {
    const answer = await fetch(page)
    const there = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!answer.ok || answer.redirected || !formFor(there, sent)) return
    sessionStorage.setItem(PLACE, JSON.stringify(sent))
    location.replace(page)
  } catch {
    // No network, or a browser that keeps nothing: what was sent stays on this page.
  }
}

/** On the page a form stood on: fills it as it was sent, once. */
export function fillReturned(root: ParentNode): void {
  const sent = take()
  const form = sent && formFor(root, sent)
  if (!form) return
  fill(form, sent.values)
  const told = document.createElement('p')
  told.className = 'notice-info'
  told.setAttribute('role', 'status')
  const why = sent.spoilt.length ? '有读不出来的字符' : '刚才登录已过期'
  told.textContent = `${why}，还没有保存。您填的已放回来，请看一遍再提交。`
  form.before(told)
  told.scrollIntoView({ block: 'center' })
  sayAtFields(form, sent)
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

function take(): Sent | null {
  try {
    const sent = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Sent | null
    if (sent?.page !== location.pathname + location.search) return null
    sessionStorage.removeItem(PLACE)
    return sent
  } catch {
    return null
  }
}

/** What is wrong, below each field that could not be stored; the first one has the focus. */
function sayAtFields(form: HTMLFormElement, { spoilt, said }: Sent): void {
  const fields = spoilt.flatMap((name) => named(form, name)).filter(({ type }) => type !== 'hidden')
  for (const [at, field] of fields.entries()) {
    const error = document.createElement('p')
    error.className = 'form-error'
    error.id = `spoilt-${at}`
    error.textContent = said
    field.after(error)
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', error.id)
  }
  fields[0]?.focus()
}

const named = (form: HTMLFormElement, name: string): Control[] => [
  ...form.querySelectorAll<Control>(`[name="${CSS.escape(name)}"]`),
]

/** The form that goes to the same place and has all fields; of several, as in a list, the one of the same row. */
function formFor(root: ParentNode, { action, values }: Sent): HTMLFormElement | null {
  const alike = (form: HTMLFormElement) =>
    values.filter(([name, value]) =>
      named(form, name).some((own) => own.type === 'hidden' && own.value === value),
    ).length
  const [first] = [...root.querySelectorAll<HTMLFormElement>('form[method="post"]')]
    .filter((form) => form.getAttribute('action') === action)
    .filter((form) => values.every(([name]) => named(form, name).length > 0))
    .sort((one, other) => alike(other) - alike(one))
  return first ?? null
}

/** Every control as it was sent: what was not ticked is not, and of several boxes of a name each has its own. */
function fill(form: HTMLFormElement, values: Sent['values']): void {
  for (const box of form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name]'))
    box.checked = false
  for (const name of new Set(values.map(([own]) => own))) {
    const sent = values.filter(([own]) => own === name).map(([, value]) => value)
    let at = 0
    for (const control of named(form, name)) {
      if (control instanceof HTMLButtonElement || control.type === 'file') continue
      if (control.type === 'checkbox' || control.type === 'radio')
        (control as HTMLInputElement).checked = sent.includes(control.value)
      else {
        control.value = sent[at] ?? sent[0] ?? ''
        at += 1
      }
      const folded = control.type === 'hidden' ? null : control.closest('details')
      if (folded) folded.open = true
    }
  }
}
