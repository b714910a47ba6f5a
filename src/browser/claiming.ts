import { decodePhoto, encodePhoto } from './picture-encoding.ts'

/** Photos of a claim as they are sent: a phone's camera makes far more than anybody looks at. */
const MOST = 6

/** The form of a claim: only what fits the reason can be chosen, and photos are made smaller before they are sent. */
export function enhance(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-claim]')) {
    const reason = form.elements.namedItem('reason') as HTMLSelectElement
    fitKinds(form, reason)
    reason.addEventListener('change', () => fitKinds(form, reason))
    const photos = form.elements.namedItem('photos') as HTMLInputElement
    photos.addEventListener('change', () => void shrink(photos))
  }
}

function fitKinds(form: HTMLFormElement, reason: HTMLSelectElement): void {
  const kinds = (reason.selectedOptions[0]?.dataset.kinds ?? '').split(' ')
  const choices = [...form.querySelectorAll<HTMLInputElement>('input[name=kind]')]
  for (const choice of choices) {
    const fits = kinds.includes(choice.value)
    choice.disabled = !fits
    choice.closest<HTMLElement>('label')!.hidden = !fits
  }
  if (!choices.some((choice) => choice.checked && !choice.disabled))
    choices.find((choice) => !choice.disabled)!.checked = true
}

async function shrink(field: HTMLInputElement): Promise<void> {
  const chosen = [...(field.files ?? [])]
  field.setCustomValidity(chosen.length > MOST ? (field.dataset.photos ?? '') : '')
  field.reportValidity()
  const smaller = new DataTransfer()
  for (const file of chosen.slice(0, MOST)) smaller.items.add(await smallerOf(file))
  field.files = smaller.files
}

/** What the browser cannot read is sent as it is: the server says what is wrong with it. */
async function smallerOf(file: File): Promise<File> {
  try {
    const photo = await decodePhoto(file)
    const { naturalWidth: width, naturalHeight: height } = photo
    const { whole } = await encodePhoto(photo, { left: 0, top: 0, width, height })
    return whole.size < file.size ? new File([whole], 'photo.jpg', { type: whole.type }) : file
  } catch {
    return file
  }
}
