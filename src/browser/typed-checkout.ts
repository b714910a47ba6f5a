import { readDivisions } from '../kernel/divisions/read.ts'
import { putBackValue } from './put-back.ts'
import { fillRegion } from './region-picker.ts'

/** What is typed and not ordered yet; and what was sent, until the next page says whether it was taken. */
const TYPED = 'typed:checkout'
const SENT = 'sent:checkout'

type Typed = [name: string, value: string][]

/**
 * A checkout that is loaded again (WeChat drops pages it does not show) has what was typed. Kept in this tab of this
 * device alone, until it is ordered; ticks are never kept, since what is agreed to is agreed to once more.
 */
export function keepTyped(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>('form[data-checkout]')
  const part = form?.querySelector<HTMLElement>('[data-typed]')
  if (!form || !part) return
  // What the server shows again it was sent, and is newer than what is kept.
  if (isBlank(part)) putBack(form, read())
  else keep(part)
  form.addEventListener('input', () => keep(part))
  form.addEventListener('change', () => keep(part))
  form.addEventListener('regionchange', () => keep(part))
  form.addEventListener('submit', () =>
    stored((store) => {
      keep(part)
      store.setItem(SENT, store.getItem(TYPED) ?? '')
      store.removeItem(TYPED)
    }),
  )
}

/** Browsers that keep nothing lose nothing else. */
function stored<T>(work: (store: Storage) => T): T | null {
  try {
    return work(sessionStorage)
  } catch {
    return null
  }
}

const isBlank = (part: ParentNode): boolean =>
  [...part.querySelectorAll<HTMLInputElement>('[name=name], [name=phone], [name=street]')].every(
    ({ defaultValue }) => !defaultValue,
  )

function keep(part: ParentNode): void {
  const typed: Typed = []
  for (const control of part.querySelectorAll<HTMLInputElement>(':is(input, select, textarea)[name]')) {
    if (control.type === 'hidden' || control.type === 'checkbox') continue
    if (control.type !== 'radio' || control.checked) typed.push([control.name, control.value])
  }
  stored((store) => {
    store.setItem(TYPED, JSON.stringify(typed))
    store.removeItem(SENT)
  })
}

const read = (): Typed =>
  stored((store) => JSON.parse(store.getItem(TYPED) ?? store.getItem(SENT) ?? '[]') as Typed) ?? []

const REGION = ['province', 'city', 'district']

function putBack(form: HTMLFormElement, typed: Typed): void {
  const kept = new Map(typed)
  for (const [name, value] of typed) if (!REGION.includes(name)) putBackValue(form, name, value)
  const code = REGION.map((name) => kept.get(name)).reduce((above, own) => own || above, '')
  const picker = form.querySelector<HTMLElement>('[data-region-picker]')
  if (!picker || !code) return
  let chosenAnew = false
  picker.addEventListener('change', () => (chosenAnew = true), { once: true })
  fetch(picker.dataset.divisions ?? '')
    .then((answer) => answer.json() as Promise<string[]>)
    .then((rows) => {
      if (!chosenAnew) fillRegion(picker, readDivisions(rows), code)
    })
}
