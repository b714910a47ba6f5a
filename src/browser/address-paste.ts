import { type Divisions, readDivisions } from '../kernel/divisions/read.ts'
import { type AddressField, type ParsedAddress, parseAddress } from './address-parsing.ts'
import { fillRegion } from './region-picker.ts'

const PAUSE_MS = 300

/** Shows the paste box; what is pasted is read here, put into the form for a look, and never sent. */
export function enhanceAddressPaste(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-address-paste]')) {
    const area = box.querySelector('textarea')
    const form = box.closest('form')
    if (!area || !form) continue
    // Browsers that cannot tell their styles of scripts show it now.
    box.classList.add('is-ready')
    let divisions: Promise<Divisions> | undefined
    let pause = 0
    const readSoon = () => {
      divisions ??= fetch(box.dataset.divisions ?? '')
        .then((answer) => answer.json() as Promise<string[]>)
        .then(readDivisions)
      clearTimeout(pause)
      pause = window.setTimeout(async () => {
        if (!area.value.trim()) return
        const provinces = await divisions!
        const parsed = parseAddress(area.value, provinces)
        const nothing = !parsed.phone && !parsed.regionCode
        if (!nothing) fill(form, parsed, provinces)
        const said = nothing ? 'nothingText' : parsed.unsure.length ? 'unsureText' : 'filledText'
        box.querySelector('[role=status]')!.textContent = box.dataset[said] ?? ''
      }, PAUSE_MS)
    }
    area.addEventListener('input', readSoon)
    // Pasted before this script came; what is in the fields already is not filled over.
    if (area.value && isBlank(form)) readSoon()
  }
}

const FIELDS = ['name', 'phone', 'street'] as const

const isBlank = (form: HTMLFormElement): boolean =>
  FIELDS.every((name) => !form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value)

function fill(form: HTMLFormElement, parsed: ParsedAddress, provinces: Divisions): void {
  for (const name of FIELDS) {
    const input = form.querySelector<HTMLInputElement>(`[name=${name}]`)
    if (!input || !parsed[name]) continue
    input.value = parsed[name]
    // Filled is as good as typed: whoever keeps or checks what is typed listens.
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const picker = form.querySelector<HTMLElement>('[data-region-picker]')
  if (picker && parsed.regionCode) fillRegion(picker, provinces, parsed.regionCode)
  for (const field of ['name', 'phone', 'region', 'street'] satisfies AddressField[]) {
    const place = form.querySelector(`[data-field=${field}]`)
    place?.classList.toggle('is-unsure', parsed.unsure.includes(field))
  }
}
