import { listingRows } from '../catalog/sheets/rows.ts'
import { readSheet } from '../kernel/spreadsheet.ts'
import { type Sent, sendSheet } from './sheet-sending.ts'

type Step = 'read' | 'send' | 'check' | 'write'
type Progress = { step: (step: Step, text: string, percent?: number) => void; stop: () => void }

/** Uploading a sheet of listings: rows counted here, bytes counted while they go, seconds while the server looks. */
export function enhanceSheetUpload(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-sheet-upload]')
  const input = form?.querySelector<HTMLInputElement>('input[type=file]')
  const progress = progressOf(page)
  if (!form || !input || !progress) return
  const button = form.querySelector('button')!
  const complaint = page.querySelector('[data-sheet-error]')!
  form.addEventListener('submit', async (event) => {
    const file = input.files?.[0]
    if (!file) return
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    complaint.textContent = ''
    const sent = await upload(form, file, progress)
    if ('next' in sent) return location.assign(sent.next)
    progress.stop()
    complaint.textContent = sent.message
    button.disabled = false
  })
  addEventListener('pageshow', () => {
    button.disabled = false
    progress.stop()
  })
}

async function upload(form: HTMLFormElement, file: File, progress: Progress): Promise<Sent> {
  progress.step('read', '正在读表格…')
  await painted()
  const rows = await countRows(file)
  const told = rows === null ? '' : `${rows} 行，`
  const tell = (percent: number) =>
    percent < 100
      ? progress.step('send', `${told}已上传 ${percent}%`, percent)
      : progress.step('check', `${told}正在和店里的商品核对`)
  tell(0)
  return sendSheet(form, tell)
}

/** Rows below the heading; null for what only the server can say something about. */
async function countRows(file: File): Promise<number | null> {
  const read = readSheet(new Uint8Array(await file.arrayBuffer()), { rows: 100_000, bytes: 20_000_000 })
  return 'rows' in read ? (listingRows(read.rows)?.rows.length ?? null) : null
}

/** Applying a plan is one request and one batch: nobody knows how far it is, so seconds are counted. */
export function enhanceSheetApply(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-sheet-apply]')
  const progress = progressOf(page)
  if (!form || !progress) return
  form.addEventListener('submit', () =>
    progress.step('write', `正在一次写入 ${form.dataset.sheetApply}，写不全就一行也不写`),
  )
  addEventListener('pageshow', progress.stop)
}

function progressOf(page: Document): Progress | null {
  const frame = page.querySelector<HTMLElement>('[data-sheet-progress]')
  if (!frame) return null
  const bar = frame.querySelector('progress')!
  const status = frame.querySelector('[data-sheet-status]')!
  const clock = frame.querySelector('[data-sheet-clock]')!
  let shown: Step | null = null
  let timer = 0
  const stop = () => {
    clearInterval(timer)
    frame.hidden = true
    shown = null
  }
  const step: Progress['step'] = (next, text, percent) => {
    frame.hidden = false
    if (percent === undefined) bar.removeAttribute('value')
    else bar.value = percent
    for (const item of frame.querySelectorAll<HTMLElement>('[data-step]')) {
      if (item.dataset.step === next) item.setAttribute('aria-current', 'step')
      else item.removeAttribute('aria-current')
    }
    if (next === shown && status.textContent === text) return
    status.textContent = text
    if (next === shown) return
    shown = next
    clearInterval(timer)
    clock.textContent = ''
    const start = Date.now()
    timer = window.setInterval(() => {
      clock.textContent = `已用 ${Math.round((Date.now() - start) / 1000)} 秒`
    }, 1000)
  }
  return { step, stop }
}

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
