import { type Draft, dropDraft, readDraft } from './picture-drafts.ts'
import { choose, type Field, noteChange, openField, upload } from './picture-field.ts'

/** Picture fields: crop, progress, retry, and a picture that stays on the device until it is sent. */
export function enhancePictureFields(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-picture-field]')) {
    const field = openField(element)
    // A form waits for its pictures and then goes on by itself.
    field.form.addEventListener('submit', (event) => {
      if (!field.chosen && !field.busy) return
      event.preventDefault()
      if (field.chosen && !field.busy) void upload(field, field.chosen)
    })
    for (const words of [field.input('AltZh'), field.input('AltEn')])
      words.addEventListener('input', () => noteChange(field))
    listenForFiles(field)
    if (field.input('Id').value)
      field.part('status').textContent = '这张照片已经传好，不用再选；再选一张就换掉它。'
    void offerDraft(field)
  }
}

function listenForFiles(field: Field): void {
  const drop = field.part('drop')
  for (const name of ['camera', 'drop-hint']) field.part(name).hidden = false
  for (const input of drop.querySelectorAll('input'))
    input.addEventListener('change', () => void choose(field, input.files?.[0]))
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault()
    drop.classList.toggle('picture-over', on)
  }
  drop.addEventListener('dragover', over(true))
  drop.addEventListener('dragleave', over(false))
  drop.addEventListener('drop', (event) => {
    over(false)(event)
    void choose(field, event.dataTransfer?.files[0])
  })
}

async function offerDraft(field: Field): Promise<void> {
  const draft: Draft | null = await readDraft(field.place)
  if (!draft) return
  const offer = field.part('draft')
  const folded = offer.closest('details')
  if (folded) folded.open = true
  const time = new Date(draft.at).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' })
  field.part('draft-text').textContent = `上次没传完的照片还在这台设备上（${time}）。`
  offer.hidden = false
  field.part('resume').addEventListener('click', () => void choose(field, draft.file, draft))
  field.part('discard').addEventListener('click', () => {
    offer.hidden = true
    void dropDraft(field.place)
  })
}
