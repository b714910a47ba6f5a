import { PICTURE_FAULTS, PICTURE_TYPES, type PictureFault, sniffPicture } from '../kernel/pictures.ts'
import { cropTool } from './picture-crop.ts'
import { type Draft, dropDraft, keepDraft, readDraft } from './picture-drafts.ts'
import { decodePhoto, encodePhoto } from './picture-encoding.ts'
import { type Kept, type Outcome, sendPicture } from './picture-sending.ts'

type Chosen = Omit<Draft, 'ratio' | 'box' | 'altZh' | 'altEn'> & { photo: HTMLImageElement }

/** Picture fields: crop, progress, retry, and a picture that stays on the device until it is sent. */
export function enhancePictureFields(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-picture-field]')) enhance(field)
}

function enhance(field: HTMLElement): void {
  const name = field.dataset.pictureField!
  const place = field.dataset.draft ?? name
  const part = <E extends HTMLElement>(suffix: string) => field.querySelector<E>(`[data-picture-${suffix}]`)!
  const input = <E extends HTMLInputElement>(suffix: string) =>
    field.querySelector<E>(`[name="${name}${suffix}"]`)!
  const form = field.closest('form')!
  const [status, progress, retry] = [part('status'), part('progress'), part<HTMLButtonElement>('retry')]
  let chosen: Chosen | null = null
  let busy = false

  const say = (text: string) => {
    status.textContent = text
  }
  const complain = (text: string) => {
    part('error').textContent = text
    part('drop').classList.toggle('form-field-wrong', text !== '')
  }
  const draftOf = (picture: Chosen): Draft => {
    const { photo: _, ...rest } = picture
    return { ...rest, ...tool.crop(), altZh: input('AltZh').value, altEn: input('AltEn').value }
  }
  // What was sent under a key must stay what it was: a change makes another upload.
  const changed = () => {
    if (!chosen || busy) return
    Object.assign(chosen, { key: newKey(), encoded: null })
    void keepDraft(place, draftOf(chosen))
  }
  const tool = cropTool(field, changed)

  const choose = async (file: Blob | undefined, draft?: Draft) => {
    if (!file || busy) return
    complain('')
    part('draft').hidden = true
    const photo = await readPhoto(file)
    if (typeof photo === 'string') {
      input('').value = ''
      return complain(PICTURE_FAULTS[photo])
    }
    chosen = { key: draft?.key ?? newKey(), file, photo, at: Date.now(), encoded: draft?.encoded ?? null }
    if (draft) {
      input('AltZh').value = draft.altZh
      input('AltEn').value = draft.altEn
    }
    tool.show(photo, draft)
    say('照片已选好,写好说明就可以上传。')
    if (!draft) await keepDraft(place, draftOf(chosen))
  }

  const upload = async (picture: Chosen) => {
    busy = true
    say('正在准备照片…')
    picture.encoded ??= await encodePhoto(picture.photo, tool.crop().box)
    await keepDraft(place, draftOf(picture))
    progress.hidden = false
    const outcome = await sendPicture(field.dataset.upload!, bodyOf(name, draftOf(picture)), {
      progress: (percent) => {
        progress.querySelector('progress')!.value = percent
        retry.hidden = true
        say(percent < 100 ? `正在上传 ${percent}%` : '已传完,正在保存…')
      },
      waiting: (seconds, now) => {
        retry.hidden = false
        retry.onclick = now
        say(`网络断了,照片还在。${seconds} 秒后自动重试。`)
      },
    })
    busy = false
    await finish(outcome)
  }

  const finish = async (outcome: Outcome) => {
    progress.hidden = true
    if (outcome.kind === 'kept') return keep(outcome.picture)
    say('')
    if (outcome.kind === 'refused') return complain(outcome.message || '没有保存成功,请再试一次。')
    complain(
      outcome.kind === 'signed_out'
        ? '登录已过期。照片存在这台设备上:请在新窗口登录,再回来点上传。'
        : '一直连不上网络。照片存在这台设备上,有网时再点上传,关掉页面也不会丢。',
    )
  }

  const keep = async ({ id, next }: Kept) => {
    await dropDraft(place)
    chosen = null
    input('').value = ''
    input('Id').value = id
    say('照片已保存。')
    if (form.hasAttribute('data-picture-form')) location.assign(next)
    else form.requestSubmit()
  }

  form.addEventListener('submit', (event) => {
    if (!chosen && !busy) return
    event.preventDefault()
    if (chosen && !busy) void upload(chosen)
  })
  for (const alt of [input('AltZh'), input('AltEn')]) alt.addEventListener('change', changed)
  listenForFiles(part('drop'), (file) => void choose(file))
  void offerDraft(part('draft'), place, (draft) => void choose(draft.file, draft))
}

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('')

/** The photo, or why it is none; a format only this browser reads is welcome, since it is drawn anew. */
async function readPhoto(file: Blob): Promise<HTMLImageElement | PictureFault> {
  const sniffed = sniffPicture(new Uint8Array(await file.slice(0, 1024).arrayBuffer()))
  const sound = PICTURE_TYPES.some((type) => type === sniffed)
  if (!sound && sniffed !== 'heic') return sniffed as PictureFault
  return decodePhoto(file).catch(() => (sound ? 'broken' : 'heic') as PictureFault)
}

function bodyOf(name: string, draft: Draft): FormData {
  const form = new FormData()
  form.set('pictureKey', draft.key)
  form.set('pictureAltZh', draft.altZh)
  form.set('pictureAltEn', draft.altEn)
  form.set('picture', draft.encoded!.whole, `${name}.jpg`)
  for (const size of draft.encoded!.sizes) form.append('pictureSize', size)
  return form
}

function listenForFiles(drop: HTMLElement, choose: (file: File | undefined) => void): void {
  for (const hidden of drop.querySelectorAll<HTMLElement>('[data-picture-camera], [data-picture-drop-hint]'))
    hidden.hidden = false
  for (const input of drop.querySelectorAll('input'))
    input.addEventListener('change', () => choose(input.files?.[0]))
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault()
    drop.classList.toggle('picture-over', on)
  }
  drop.addEventListener('dragover', over(true))
  drop.addEventListener('dragleave', over(false))
  drop.addEventListener('drop', (event) => {
    over(false)(event)
    choose(event.dataTransfer?.files[0])
  })
}

async function offerDraft(box: HTMLElement, place: string, resume: (draft: Draft) => void): Promise<void> {
  const draft = await readDraft(place)
  if (!draft) return
  const time = new Date(draft.at).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' })
  box.querySelector('[data-picture-draft-text]')!.textContent = `上次没传完的照片还在这台设备上(${time})。`
  box.hidden = false
  box.querySelector('[data-picture-resume]')!.addEventListener('click', () => resume(draft))
  box.querySelector('[data-picture-discard]')!.addEventListener('click', () => {
    box.hidden = true
    void dropDraft(place)
  })
}
