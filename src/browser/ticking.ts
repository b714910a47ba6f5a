/** Boxes of a list that belong to a form above it: one box for all of them, and buttons that say how many are ticked. */
export function enhanceTicking(page: Document) {
  const all = page.querySelector<HTMLInputElement>('[data-tick-all]')
  if (!all?.form) return
  const { form } = all
  const boxes = [...page.querySelectorAll<HTMLInputElement>(`[type=checkbox][form="${form.id}"]`)]
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length
    for (const link of form.querySelectorAll<HTMLElement>('[data-print-all]')) link.hidden = ticked > 0
    for (const button of form.querySelectorAll<HTMLElement>('[data-print-ticked]')) {
      button.hidden = ticked === 0
      button.textContent = `${button.dataset.printTicked}（已选${ticked}笔）`
    }
  }
  all.parentElement!.hidden = false
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
    tell()
  })
  for (const box of boxes) box.addEventListener('change', tell)
  // Back from a page, a browser ticks again what was ticked.
  addEventListener('pageshow', tell)
  tell()
}
