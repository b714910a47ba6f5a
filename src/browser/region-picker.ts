import { type Division, type Province, readDivisions } from '../kernel/divisions/read.ts'

/** Three native selects that fill one another; the file of divisions loads on first focus. */
export function enhanceRegionPicker(root: ParentNode): void {
  for (const picker of root.querySelectorAll<HTMLElement>('[data-region-picker]')) {
    const [province, city, district] = picker.querySelectorAll('select')
    if (!province || !city || !district) continue
    for (const step of picker.querySelectorAll<HTMLElement>('[data-region-step]')) step.hidden = true
    let divisions: Promise<Province[]> | undefined
    const load = () => {
      divisions ??= fetch(picker.dataset.divisions ?? '')
        .then((answer) => answer.json() as Promise<string[]>)
        .then(readDivisions)
      return divisions
    }
    const cities = async () => (await load()).find(({ code }) => code === province.value)?.cities ?? []
    picker.addEventListener('focusin', load, { once: true })
    province.addEventListener('change', async () => {
      // Emptied at once: a choice made while the file loads would be lost without a word.
      city.length = 1
      district.length = 1
      fill(city, await cities())
      city.dispatchEvent(new Event('change'))
    })
    city.addEventListener('change', async () => {
      district.length = 1
      fill(district, (await cities()).find(({ code }) => code === city.value)?.districts ?? [])
    })
  }
}

function fill(select: HTMLSelectElement, choices: readonly Division[]): void {
  select.length = 1
  for (const { code, name } of choices) select.add(new Option(name, code))
  // A single choice needs no choosing (Dongguan has no districts below it).
  select.selectedIndex = choices.length === 1 ? 1 : 0
}

/** Chooses the district of a code, or as far down as the code goes. */
export function fillRegion(picker: ParentNode, provinces: Province[], code: string): void {
  const [province, city, district] = picker.querySelectorAll('select')
  const found = provinces.find((entry) => entry.code.slice(0, 2) === code.slice(0, 2))
  if (!found || !province || !city || !district) return
  province.value = found.code
  fill(city, found.cities)
  const chosen =
    found.cities.find((entry) => entry.code === code || entry.districts.some((own) => own.code === code)) ??
    (found.cities.length === 1 ? found.cities[0] : undefined)
  if (chosen) city.value = chosen.code
  fill(district, chosen?.districts ?? [])
  if (chosen?.districts.some((own) => own.code === code)) district.value = code
}
