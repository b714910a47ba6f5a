import { PICTURE_FAULTS } from '../kernel/pictures.ts'
import { largestBox } from './crop-box.ts'
import { suggestAlt } from './picture-alt.ts'
import { decodePhoto, type Encoded, encodePhoto } from './picture-encoding.ts'
import { newKey, readPhoto } from './picture-reading.ts'
import { sendPicture } from './picture-sending.ts'

const MOST = 12
const THUMB_PX = 192

type Row = { element: HTMLElement; file: File; key: string; encoded: Encoded | null; id: string }
type Several = { form: HTMLFormElement; rows: Row[]; busy: boolean }

/** Several photos of a product at once: chosen, described, uploaded one after the other, and added together. */
export function enhanceSeveralPictures(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-picture-several]')) {
    const several: Several = { form, rows: [], busy: false }
    const input = part<HTMLInputElement>(form, 'files')
    form.hidden = false
    input.addEventListener('change', async () => {
      const files = [...(input.files ?? [])]
      // The same photo may be chosen again after it was taken out.
      input.value = ''
      await take(several, files)
    })
    form.addEventListener('dragover', (event) => event.preventDefault())
    form.addEventListener('drop', (event) => {
      event.preventDefault()
      void take(several, [...(event.dataTransfer?.files ?? [])])
    })
    part(form, 'ratio').addEventListener('change', () => {
      for (const row of several.rows) renew(row)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (!several.busy) void send(several)
    })
  }
}

const part = <E extends HTMLElement>(within: Element, name: string): E =>
  within.querySelector<E>(`[data-several-${name}]`)!
const altOf = ({ element }: Row) => part<HTMLInputElement>(element, 'alt')
const say = ({ form }: Several, text: string): void => {
  part(form, 'status').textContent = text
}

/** What was sent under a key must stay what it was: a change makes another upload. */
function renew(row: Row): void {
  Object.assign(row, { key: newKey(), encoded: null, id: '' })
  complain(row, '')
}

function complain(row: Row, text: string): void {
  part(row.element, 'error').textContent = text
  row.element.classList.toggle('form-field-wrong', text !== '')
}

async function take(several: Several, files: File[]): Promise<void> {
  if (several.busy) return
  const wrong: string[] = []
  for (const file of files) {
    if (several.rows.length === MOST) {
      wrong.push(`一次最多 ${MOST} 张，${file.name} 请下一次再加。`)
      continue
    }
    const photo = await readPhoto(file)
    if (typeof photo === 'string') wrong.push(`${file.name}：${PICTURE_FAULTS[photo]}`)
    else addRow(several, file, photo)
  }
  part<HTMLButtonElement>(several.form, 'send').disabled = several.rows.length === 0
  say(several, [`选好 ${several.rows.length} 张。`, ...wrong].join(' '))
}

function addRow(several: Several, file: File, photo: HTMLImageElement): void {
  const { form, rows } = several
  const made = part<HTMLTemplateElement>(form, 'row').content.firstElementChild!.cloneNode(true)
  const row: Row = { element: made as HTMLElement, file, key: newKey(), encoded: null, id: '' }
  const { suggest = '', have = '0' } = form.dataset
  drawThumb(part<HTMLCanvasElement>(row.element, 'thumb'), photo)
  altOf(row).value = suggestAlt(suggest, file.name, Number(have) + rows.length + 1)
  altOf(row).addEventListener('input', () => renew(row))
  part(row.element, 'drop').addEventListener('click', () => {
    if (several.busy) return
    rows.splice(rows.indexOf(row), 1)
    row.element.remove()
    part<HTMLButtonElement>(form, 'send').disabled = rows.length === 0
    say(several, `选好 ${rows.length} 张。`)
    part(form, 'files').focus()
  })
  rows.push(row)
  part(form, 'list').append(row.element)
}

function drawThumb(canvas: HTMLCanvasElement, photo: HTMLImageElement): void {
  const { left, top, width, height } = largestBox(
    { width: photo.naturalWidth, height: photo.naturalHeight },
    1,
  )
  canvas.width = THUMB_PX
  canvas.height = THUMB_PX
  canvas.getContext('2d')!.drawImage(photo, left, top, width, height, 0, 0, THUMB_PX, THUMB_PX)
}

/** One after the other: a phone has little memory and a weak network. What is through stays through. */
async function send(several: Several): Promise<void> {
  const { form, rows } = several
  several.busy = true
  for (const [at, row] of rows.entries()) {
    complain(row, altOf(row).value.trim() ? '' : '请写一句话说明照片里是什么。')
    if (!altOf(row).value.trim()) return stop(several, row)
    const told = `第 ${at + 1} 张，共 ${rows.length} 张`
    if (!row.id && !(await sendRow(several, row, told))) return stop(several, row)
  }
  say(several, '都已传好，正在加到商品…')
  for (const { id } of rows) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'media', value: id })
    form.append(field)
  }
  form.submit()
}

function stop(several: Several, row: Row): void {
  several.busy = false
  say(several, '还没有加到商品：有一张要改，传好的不会再传。')
  altOf(row).focus()
}

async function sendRow(several: Several, row: Row, told: string): Promise<boolean> {
  say(several, `${told}：正在准备…`)
  row.encoded ??= await encode(several, row.file)
  const body = new FormData()
  body.set('pictureKey', row.key)
  body.set('pictureAltZh', altOf(row).value)
  body.set('picture', row.encoded.whole, 'picture.jpg')
  for (const size of row.encoded.sizes) body.append('pictureSize', size)
  const outcome = await sendPicture(several.form.dataset.upload ?? '', body, {
    progress: (percent) => say(several, `${told}：正在上传 ${percent}%`),
    waiting: (seconds) => say(several, `${told}：网络断了，${seconds} 秒后自动重试。`),
  })
  if (outcome.kind === 'kept') row.id = outcome.picture.id
  else if (outcome.kind === 'refused') complain(row, outcome.message || '没有保存成功，请再试一次。')
  else if (outcome.kind === 'signed_out') complain(row, '登录已过期。请在新窗口登录，再回来点一次。')
  else complain(row, '一直连不上网络。有网时再点一次，传好的不会再传。')
  return outcome.kind === 'kept'
}

async function encode({ form }: Several, file: File): Promise<Encoded> {
  const photo = await decodePhoto(file)
  const whole = { width: photo.naturalWidth, height: photo.naturalHeight }
  const square = part<HTMLSelectElement>(form, 'ratio').value === '1:1'
  return encodePhoto(photo, square ? largestBox(whole, 1) : { left: 0, top: 0, ...whole })
}
