/** Another province costs another freight: lines, sums and total are asked again, without what else was typed. */
export function followFreight(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>('form[data-checkout]')
  if (!form) return
  let asked = 0
  form.addEventListener('regionchange', async () => {
    asked += 1
    const own = asked
    const question = new FormData()
    for (const name of ['items', 'plots', 'idempotencyKey', 'province', 'phone', 'code'])
      question.set(name, String(new FormData(form).get(name) ?? ''))
    question.set('step', 'region')
    // Without an answer the old total stands, and the shop asks again before it takes the order.
    const answer = await fetch(form.action, { method: 'POST', body: question }).catch(() => null)
    if (!answer?.ok || own !== asked) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of document.querySelectorAll('[data-freight]')) {
      const fresh = page.querySelector(`[data-freight=${part.getAttribute('data-freight')}]`)
      if (fresh) part.replaceWith(fresh)
    }
  })
}
