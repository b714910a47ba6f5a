import { ALT_MISSING, PICTURE_FAULTS } from '../kernel/pictures.ts'
import { suggestAlt } from './picture-alt.ts'
import { type CropTool, cropTool } from './picture-crop.ts'
import { type Draft, dropDraft, keepDraft } from './picture-drafts.ts'
import { encodePhoto } from './picture-encoding.ts'
import { newKey, readPhoto } from './picture-reading.ts'
import { type Kept, type Outcome, sendPicture } from './picture-sending.ts'

type Chosen = Pick<Draft, 'key' | 'file' | 'at' | 'encoded'> & { photo: HTMLImageElement }

/** One picture field of a page, and what was chosen in it. */
export type Field = {
  name: string
  /** Under which its unsent picture waits on this device. */
  place: string
  url: string
  /** What its photos show, as far as the page knows: the product. */
  suggest: string
  /** How many photos of it there are. */
  have: number
  form: HTMLFormElement
  part: <E extends HTMLElement>(name: string) => E
  input: (suffix: string) => HTMLInputElement
  tool: CropTool
  chosen: Chosen | null
  /** Being sent: nothing may change meanwhile. */
  busy: boolean
  /** A change came while the one before was being written to the device. */
  saving: 'no' | 'yes' | 'again'
}

export function openField(element: HTMLElement): Field {
  const {
    pictureField: name = '',
    draft: place = '',
    upload: url = '',
    suggest = '',
    have = '0',
  } = element.dataset
  const field: Field = {
    name,
    place,
    url,
    suggest,
    have: Number(have),
    form: element.closest('form')!,
    part: <E extends HTMLElement>(part: string) => element.querySelector<E>(`[data-picture-${part}]`)!,
    input: (suffix) => element.querySelector<HTMLInputElement>(`[name="${name}${suffix}"]`)!,
    tool: cropTool(element, () => noteChange(field)),
    chosen: null,
    busy: false,
    saving: 'no',
  }
  return field
}

/** Shows a photo to be cropped, or says why the file is none; a draft brings its crop and words along. */
export async function choose(field: Field, file: Blob | undefined, draft?: Draft): Promise<void> {
  if (!file || field.busy) return
  complain(field, '')
  field.part('draft').hidden = true
  const photo = await readPhoto(file)
  if (typeof photo === 'string') {
    field.input('').value = ''
    return complain(field, PICTURE_FAULTS[photo])
  }
  const { key, at, encoded } = draft ?? { key: newKey(), at: Date.now(), encoded: null }
  field.chosen = { key, file, at, encoded, photo }
  if (draft) {
    field.input('AltZh').value = draft.altZh
    field.input('AltEn').value = draft.altEn
  } else if (file instanceof File && !field.input('AltZh').value)
    field.input('AltZh').value = suggestAlt(field.suggest, file.name, field.have + 1)
  field.input('Id').value = ''
  field.input('AltZh').required = true
  field.tool.show(photo, draft)
  await save(field)
}

/** What was sent under a key must stay what it was: a change makes another upload. */
export function noteChange(field: Field): void {
  if (!field.chosen || field.busy) return
  Object.assign(field.chosen, { key: newKey(), encoded: null })
  void save(field)
}

/** Writes what was chosen to the device and says so; of changes that come meanwhile the last one is written. */
async function save(field: Field): Promise<void> {
  say(field, '正在存到这台设备…')
  if (field.saving !== 'no') {
    field.saving = 'again'
    return
  }
  let kept: unknown = null
  do {
    field.saving = 'yes'
    if (field.chosen && !field.busy) kept = await keepDraft(field.place, draftOf(field, field.chosen))
  } while (stillSaving(field))
  field.saving = 'no'
  if (field.chosen && !field.busy)
    say(field, kept ? '已存在这台设备上，断网或关掉页面也不会丢。' : '照片已选好，写好说明就可以上传。')
}

const stillSaving = ({ saving }: Field): boolean => saving === 'again'

/** Sends what was chosen until the server has it; the form then goes on by itself. */
export async function upload(field: Field, chosen: Chosen): Promise<void> {
  if (lacksWords(field)) return
  field.busy = true
  say(field, '正在准备照片…')
  chosen.encoded ??= await encodePhoto(chosen.photo, field.tool.crop().box)
  const draft = draftOf(field, chosen)
  await keepDraft(field.place, draft)
  field.part('progress').hidden = false
  const outcome = await sendPicture(field.url, bodyOf(draft), watch(field))
  field.busy = false
  field.part('progress').hidden = true
  if (outcome.kind === 'kept') return goOn(field, outcome.picture)
  say(field, '')
  complain(field, whatWentWrong(outcome))
}

function watch(field: Field) {
  const retry = field.part<HTMLButtonElement>('retry')
  return {
    progress(percent: number) {
      field.part('progress').querySelector('progress')!.value = percent
      retry.hidden = true
      say(field, percent < 100 ? `正在上传 ${percent}%` : '已传完，正在保存…')
    },
    waiting(seconds: number, now: () => void) {
      retry.hidden = false
      retry.onclick = now
      say(field, `网络断了，照片还在。${seconds} 秒后自动重试。`)
    },
  }
}

const whatWentWrong = (outcome: Exclude<Outcome, { kind: 'kept' }>): string => {
  if (outcome.kind === 'refused') return outcome.message || '没有保存成功，请再试一次。'
  return outcome.kind === 'signed_out'
    ? '登录已过期。照片存在这台设备上：请在新窗口登录，再回来点上传。'
    : '一直连不上网络。照片存在这台设备上，有网时再点上传，关掉页面也不会丢。'
}

async function goOn(field: Field, { id, next }: Kept): Promise<void> {
  await dropDraft(field.place)
  field.chosen = null
  field.input('').value = ''
  field.input('Id').value = id
  // The form's own memory takes note: the page may close before all of it is sent.
  field.input('Id').dispatchEvent(new Event('input', { bubbles: true }))
  say(field, '照片已保存。')
  if (field.form.hasAttribute('data-picture-form')) location.assign(next)
  else field.form.requestSubmit()
}

/** A photo without words is not sent: said where they are written, and one is led there. */
function lacksWords(field: Field): boolean {
  const words = field.input('AltZh')
  const lacks = !words.value.trim()
  field.part('alt-error').textContent = lacks ? ALT_MISSING : ''
  words.closest('.form-field')!.classList.toggle('form-field-wrong', lacks)
  if (lacks) {
    words.setAttribute('aria-invalid', 'true')
    words.focus()
  } else words.removeAttribute('aria-invalid')
  return lacks
}

const say = (field: Field, text: string): void => {
  field.part('status').textContent = text
}

const complain = (field: Field, text: string): void => {
  field.part('error').textContent = text
  field.part('drop').classList.toggle('form-field-wrong', text !== '')
  // The button that was pressed may be a screen below.
  if (text) field.part('drop').scrollIntoView({ block: 'center' })
}

function draftOf({ tool, input }: Field, { key, file, at, encoded }: Chosen): Draft {
  return { key, file, at, encoded, ...tool.crop(), altZh: input('AltZh').value, altEn: input('AltEn').value }
}

function bodyOf({ key, altZh, altEn, encoded }: Draft): FormData {
  const form = new FormData()
  form.set('pictureKey', key)
  form.set('pictureAltZh', altZh)
  form.set('pictureAltEn', altEn)
  form.set('picture', encoded!.whole, 'picture.jpg')
  for (const size of encoded!.sizes) form.append('pictureSize', size)
  return form
}
