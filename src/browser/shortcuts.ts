/** How long after `g` its letter is waited for. */
const PAIR_MS = 1500
const OFF = 'shortcuts-off'

/** Shortcuts of the back office: `?` their sheet, `/` the search, `g` and a letter an area of the menu. */
export function enhanceShortcuts(root: Document): void {
  const sheet = root.querySelector<HTMLDialogElement>('dialog[data-shortcuts]')
  if (!sheet) return
  const off = sheet.querySelector<HTMLInputElement>('[data-shortcuts-off]')!
  off.checked = kept() === '1'
  off.addEventListener('change', () => keep(off.checked ? '1' : ''))
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-shortcuts-open]')) {
    button.hidden = false
    button.addEventListener('click', () => sheet.showModal())
  }
  let going = Number.NEGATIVE_INFINITY
  root.addEventListener('keydown', (event) => {
    if (off.checked || sheet.open || isTyping(event)) return
    const went = event.timeStamp - going < PAIR_MS
    going = event.key === 'g' && !went ? event.timeStamp : Number.NEGATIVE_INFINITY
    const act = went ? goTo(root, event.key) : actOf(root, sheet, event.key)
    if (!act) return
    event.preventDefault()
    act()
  })
}

function actOf(root: Document, sheet: HTMLDialogElement, key: string): (() => void) | null {
  // A Chinese keyboard types them full-width.
  if (key === '?' || key === '？') return () => sheet.showModal()
  if (key !== '/') return null
  const boxes = [...root.querySelectorAll<HTMLInputElement>('main input[type="search"]')]
  const box = boxes.find((own) => own.offsetParent !== null)
  return box ? () => box.focus() : null
}

function goTo(root: Document, key: string): (() => void) | null {
  if (!/^[a-z]$/.test(key)) return null
  const link = root.querySelector<HTMLAnchorElement>(`.admin-menu a[data-go="${key}"]`)
  return link && (() => link.click())
}

/** Whether the key belongs to a field, an input method or the browser; boxes and buttons take no letters. */
function isTyping({
  target,
  isComposing,
  ctrlKey,
  metaKey,
  altKey,
  defaultPrevented,
}: KeyboardEvent): boolean {
  if (isComposing || ctrlKey || metaKey || altKey || defaultPrevented) return true
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !/^(?:checkbox|radio|button|submit|file)$/.test(target.type)
  return target.isContentEditable || target.matches('textarea, select')
}

// A browser that keeps nothing forgets that they were turned off, and nothing else.
function kept(): string | null {
  try {
    return localStorage.getItem(OFF)
  } catch {
    return null
  }
}
function keep(value: string): void {
  try {
    localStorage.setItem(OFF, value)
  } catch {
    // See above.
  }
}
