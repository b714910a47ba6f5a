/** A pause this long ends a word: no request for each letter. */
const PAUSE_MS = 180

/** While something is typed, the search box proposes where it may lead; arrows choose, Enter goes, Escape closes. */
export function enhance(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-suggestions]')) suggestIn(form)
}

function suggestIn(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLInputElement>('input[name="q"]')
  if (!box) return
  const list = form.ownerDocument.createElement('ul')
  list.id = `${form.id || 'search'}-options`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.dataset.suggestionsLabel ?? '')
  list.hidden = true
  form.append(list)
  box.setAttribute('role', 'combobox')
  box.setAttribute('aria-autocomplete', 'list')
  box.setAttribute('aria-controls', list.id)
  box.setAttribute('aria-expanded', 'false')
  box.autocomplete = 'off'

  let asked = ''
  let pause: ReturnType<typeof setTimeout> | undefined
  // A pinyin keyboard sends letters before the word is chosen: those are no search.
  let composing = false
  box.addEventListener('compositionstart', () => {
    composing = true
  })
  box.addEventListener('compositionend', () => {
    composing = false
    wait()
  })
  box.addEventListener('input', () => {
    if (!composing) wait()
  })
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter') {
      const link = chosen()?.querySelector('a')
      if (!link) return
      event.preventDefault()
      location.assign(link.href)
    }
  })
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!form.contains(relatedTarget as Node | null)) close()
  })
  // The box keeps the focus while an option is pressed, or the list would close before the press counts.
  list.addEventListener('mousedown', (event) => event.preventDefault())

  function wait(): void {
    clearTimeout(pause)
    pause = setTimeout(() => void ask(), PAUSE_MS)
  }

  async function ask(): Promise<void> {
    const q = box!.value.trim()
    asked = q
    if (!q) return close()
    const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(q)}`).catch(() => null)
    const options = answer?.ok ? await answer.text() : ''
    // What was typed meanwhile has its own answer; whoever left the box wants none.
    if (asked !== q || form.ownerDocument.activeElement !== box) return
    const drawn = new DOMParser().parseFromString(`<ul>${options}</ul>`, 'text/html').querySelectorAll('li')
    list.replaceChildren(...drawn)
    drawn.forEach((option, at) => {
      option.id = `${list.id}-${at}`
    })
    list.hidden = drawn.length === 0
    box!.setAttribute('aria-expanded', String(!list.hidden))
    box!.removeAttribute('aria-activedescendant')
  }

  function close(): void {
    list.hidden = true
    list.replaceChildren()
    asked = ''
    box!.setAttribute('aria-expanded', 'false')
    box!.removeAttribute('aria-activedescendant')
  }

  const chosen = () => list.querySelector('[aria-selected="true"]')

  /** One further or back; past either end the box itself is chosen again. */
  function move(by: 1 | -1): void {
    const options = [...list.children]
    const now = options.findIndex((option) => option.ariaSelected === 'true')
    const next = now === -1 ? (by === 1 ? 0 : options.length - 1) : now + by
    options[now]?.setAttribute('aria-selected', 'false')
    const option = options[next]
    if (!option) return void box!.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    box!.setAttribute('aria-activedescendant', option.id)
  }
}
