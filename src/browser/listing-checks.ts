import { claimsOf } from '../catalog/listings/claims.ts'
import { parseListing, type Values } from '../catalog/listings/form.ts'
import { listingProblems } from '../catalog/listings/problems.ts'

const PAUSE_MS = 250
const idOf = (field: string): string => `f-${field.replace(/\./g, '-')}`

/** Says while one types what still keeps a listing from being published; the server checks again. */
export function checkListing(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-listing-editor]')
  const list = page.querySelector('[data-checks-list]')
  const warnings = page.querySelector('[data-checks-warnings]')
  const sum = page.querySelector('[data-checks-sum]')
  if (!form || !list || !warnings || !sum) return
  const write = (target: Element, lines: { field: string; sentence: string }[]) =>
    target.replaceChildren(
      ...lines.map(({ field, sentence }) => {
        const item = page.createElement('li')
        const link = page.createElement('a')
        link.href = `#${idOf(field)}`
        link.textContent = sentence
        item.append(link)
        return item
      }),
    )
  const check = () => {
    const values = Object.fromEntries(
      [...new FormData(form)].filter((entry) => typeof entry[1] === 'string'),
    ) as Values
    const { content, errors } = parseListing(values)
    const problems = [
      ...Object.entries(errors).map(([field, sentence]) => ({ field, sentence })),
      ...listingProblems(content).filter(({ field }) => !errors[field]),
    ]
    write(list, problems)
    write(
      warnings,
      claimsOf(content).filter(({ severity }) => severity === 'warn'),
    )
    sum.textContent = problems.length ? `还有 ${problems.length} 处要改` : '可以发布'
    mark(form, problems)
  }
  let waiting = 0
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(check, PAUSE_MS)
  })
  guardLeaving(form)
}

/** Barred words are marked where they stand; what is only missing yet stays quiet until it is sent. */
function mark(form: HTMLFormElement, problems: { field: string; sentence: string; kind?: string }[]): void {
  for (const frame of form.querySelectorAll<HTMLElement>('[data-listing-field]')) {
    const claim = problems.find(({ field, kind }) => field === frame.dataset.listingField && kind === 'claim')
    const shown = frame.querySelector<HTMLElement>('[data-claim]')
    if (!claim) {
      shown?.remove()
      continue
    }
    const line = shown ?? frame.appendChild(document.createElement('p'))
    line.className = 'form-error'
    line.dataset.claim = ''
    line.textContent = claim.sentence
  }
}

/** Asks before a page with unsaved typing is left. */
function guardLeaving(form: HTMLFormElement): void {
  let typed = false
  form.addEventListener('input', () => {
    typed = true
  })
  form.addEventListener('submit', () => {
    typed = false
  })
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault()
  })
}
