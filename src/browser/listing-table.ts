/** The listing table: changed cells stand out with what they were, and the bar says what saving will do. */
export function enhanceListingTable(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-listing-table]')
  if (!form) return
  const cells = [...form.querySelectorAll<HTMLInputElement>('input[data-seen]')]
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="sku"]')]
  const save = form.querySelector<HTMLButtonElement>('[data-save]')
  const told = form.querySelector<HTMLElement>('[data-selected]')
  const all = form.querySelector<HTMLInputElement>('[data-select-all]')
  const changed = (cell: HTMLInputElement) => cell.value.trim() !== cell.dataset.seen

  const say = () => {
    const count = cells.filter(changed).length
    const chosen = boxes.filter((box) => box.checked).length
    for (const cell of cells) {
      cell.classList.toggle('is-changed', changed(cell))
      cell.title = changed(cell) ? `原来 ${cell.dataset.seen}` : ''
    }
    for (const box of boxes) box.closest('tr')?.classList.toggle('is-chosen', box.checked)
    if (told) told.textContent = chosen ? `已选 ${chosen} 个` : '勾选后批量改'
    if (save) {
      save.disabled = count === 0
      save.textContent = count ? `保存 ${count} 处改动` : '保存改动'
    }
    if (all) all.checked = chosen > 0 && chosen === boxes.length
  }
  if (all) {
    all.hidden = false
    all.addEventListener('input', () => {
      for (const box of boxes) box.checked = all.checked
    })
  }
  form.addEventListener('input', say)
  // Escape takes a cell back; Enter saves, as in any form.
  form.addEventListener('keydown', (event) => {
    const cell = event.target as HTMLInputElement
    if (event.key === 'Escape' && cell.dataset.seen !== undefined) {
      cell.value = cell.dataset.seen
      say()
    }
    if (event.key === 'Enter' && cell.dataset.seen !== undefined) {
      event.preventDefault()
      if (save && !save.disabled) form.requestSubmit(save)
    }
  })
  addEventListener('pageshow', say)
  say()
}
