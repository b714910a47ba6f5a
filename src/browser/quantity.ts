/** Shows − and + beside a typed quantity; without scripts the number is typed. */
export function enhanceQuantity(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-quantity]')) {
    const input = box.querySelector('input')
    if (!input) continue
    for (const button of box.querySelectorAll<HTMLButtonElement>('button[data-step]')) {
      button.hidden = false
      button.addEventListener('click', () => {
        const next = (Number(input.value) || 1) + Number(button.dataset.step)
        input.value = String(Math.min(Number(input.max), Math.max(1, next)))
      })
    }
  }
}
