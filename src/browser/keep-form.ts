import { SIGN_IN } from '../urls/sign-in.ts'
import { putBackValue } from './put-back.ts'

const PAUSES_S = [1, 2, 4, 8, 16, 30]
const LONGEST_MS = 60_000
const KEPT_MS = 30 * 24 * 3600 * 1000

type Kept = { at: number; values: [name: string, value: string][] }
type Keeper = { form: HTMLFormElement; place: string; sending: boolean }

/** Puts back what forms marked `data-keep` held when the page was closed, and notes every change of them. */
export function keepForms(root: ParentNode): Keeper[] {
  const keepers: Keeper[] = []
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-keep]')) {
    const keeper = { form, place: `kept:${form.dataset.keep}`, sending: false }
    if (form.hasAttribute('data-keep-done')) forget(keeper)
    else putBack(keeper)
    form.addEventListener('input', () => keep(keeper))
    keepers.push(keeper)
  }
  return keepers
}

/** Sends kept forms until the server has them; called last, so that what else a form waits for goes first. */
export function sendKeptForms(keepers: Keeper[]): void {
  for (const keeper of keepers)
    keeper.form.addEventListener('submit', (event) => {
      // A picture field on its way asks for the form again when it is through.
      if (event.defaultPrevented) return
      event.preventDefault()
      void send(keeper)
    })
}

/** Browsers that keep nothing (private window, full disk) lose nothing else. */
function storage<T>(work: (store: Storage) => T): T | null {
  try {
    return work(localStorage)
  } catch {
    return null
  }
}

const valuesOf = (form: HTMLFormElement): Kept['values'] =>
  [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')

function keep({ form, place }: Keeper): void {
  const kept: Kept = { at: Date.now(), values: valuesOf(form) }
  storage((store) => store.setItem(place, JSON.stringify(kept)))
}

const forget = ({ place }: Keeper): void => {
  storage((store) => store.removeItem(place))
}

function putBack(keeper: Keeper): void {
  const { form, place } = keeper
  const kept = storage((store) => JSON.parse(store.getItem(place) ?? 'null') as Kept | null)
  if (!kept || Date.now() - kept.at > KEPT_MS) return
  const key = kept.values.find(([name]) => name === 'clientKey')?.[1]
  // The server already shows what was typed, with what has to be fixed.
  if (key === new FormData(form).get('clientKey')) return
  for (const [name, value] of kept.values) putBackValue(form, name, value)
  say(form, '上次没有发出去的内容还在，已经放回来了。')
  const discard = form.querySelector<HTMLButtonElement>('[data-keep-discard]')
  if (!discard) return
  discard.hidden = false
  discard.onclick = () => {
    forget(keeper)
    location.reload()
  }
}

/** Sends until the server answers; its client key makes a repeated sending one. */
async function send(keeper: Keeper): Promise<void> {
  if (keeper.sending) return
  keeper.sending = true
  keep(keeper)
  for (const pause of PAUSES_S) {
    say(keeper.form, '正在发送…')
    const answer = await sendOnce(keeper.form)
    if (answer) return goOn(keeper, answer)
    await untilOnline(keeper.form, pause)
  }
  keeper.sending = false
  say(keeper.form, '一直连不上网络。写的都存在这台设备上：有网时再点一次，关掉页面也不会丢。')
}

async function sendOnce(form: HTMLFormElement): Promise<Response | null> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), LONGEST_MS)
  try {
    const body = new FormData(form)
    const answer = await fetch(form.action, { method: 'POST', body, signal: stop.signal })
    return answer.status >= 500 ? null : answer
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

function goOn(keeper: Keeper, answer: Response): void {
  keeper.sending = false
  if (answer.url.includes(SIGN_IN))
    say(keeper.form, '登录已过期。写的都存在这台设备上：请在新窗口登录，再回来点一次。')
  else if (answer.redirected) {
    forget(keeper)
    location.assign(answer.url)
  }
  // Something has to be fixed: the server's own page says what.
  else keeper.form.submit()
}

function untilOnline(form: HTMLFormElement, seconds: number): Promise<void> {
  const retry = form.querySelector<HTMLButtonElement>('[data-keep-retry]')
  say(form, `网络断了，写的都存在这台设备上。${seconds} 秒后自动重试。`)
  if (retry) retry.hidden = false
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      if (retry) retry.hidden = true
      done()
    }
    const timer = setTimeout(go, seconds * 1000)
    addEventListener('online', go)
    if (retry) retry.onclick = go
  })
}

function say(form: HTMLFormElement, text: string): void {
  const status = form.querySelector('[data-keep-status]')
  if (status) status.textContent = text
}
