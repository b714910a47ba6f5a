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
    offerSearch(picker, load)
    province.addEventListener('change', async () => {
      // Emptied at once: a choice made while the file loads would be lost without a word.
      city.length = 1
      district.length = 1
      fill(city, await cities())
      city.dispatchEvent(new Event('change'))
      tellRegion(picker)
    })
    city.addEventListener('change', async () => {
      district.length = 1
      fill(district, (await cities()).find(({ code }) => code === city.value)?.districts ?? [])
    })
    // Somebody may have chosen before this script came: what belongs below that choice is filled in now.
    const lacking = () => Boolean(province.value) && (city.value ? district : city).length === 1
    if (lacking())
      load().then((provinces) => {
        if (lacking()) fillRegion(picker, provinces, city.value || province.value)
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
  tellRegion(picker)
}

/** What delivery costs hangs on the province: whoever shows a total listens. */
const tellRegion = (picker: ParentNode) =>
  (picker as Node).dispatchEvent(new Event('regionchange', { bubbles: true }))

const OFFERED = 8

/** A box to find a place by its name; it has no name of its own, so nothing typed here is sent. */
function offerSearch(picker: HTMLElement, load: () => Promise<Province[]>): void {
  const box = document.createElement('input')
  const list = document.createElement('datalist')
  list.id = 'region-names'
  box.setAttribute('list', list.id)
  box.type = 'search'
  box.className = 'region-search'
  box.autocomplete = 'off'
  box.placeholder = picker.dataset.searchText ?? ''
  box.setAttribute('aria-label', box.placeholder)
  // In the place of the step it makes needless, so that nothing jumps.
  picker.querySelector('.region-row')?.after(box, list)
  box.addEventListener('input', async () => {
    const provinces = await load()
    const found = placesNamed(provinces, box.value)
    list.replaceChildren(...found.map(({ name }) => new Option(name, name)))
    const chosen = found.find(({ name }) => name === box.value)
    if (!chosen) return
    fillRegion(picker, provinces, chosen.code)
    box.value = ''
  })
  // Enter would send the form half filled: here it takes the first place found.
  box.addEventListener('keydown', async (event) => {
    if (event.key !== 'Enter' || !box.value.trim()) return
    event.preventDefault()
    const provinces = await load()
    const [first] = placesNamed(provinces, box.value)
    if (!first) return
    fillRegion(picker, provinces, first.code)
    box.value = ''
  })
}

/** Districts whose full name holds what was typed, those that begin with it first. */
export function placesNamed(provinces: Province[], typed: string): { name: string; code: string }[] {
  const wanted = typed.replace(/\s/g, '')
  if (!wanted) return []
  const found: { name: string; code: string; first: boolean }[] = []
  for (const province of provinces)
    for (const city of province.cities)
      for (const district of city.districts) {
        const parts = [province.name, city.name, district.name].filter(
          (name, at, all) => all.indexOf(name) === at,
        )
        if (!parts.join('').includes(wanted)) continue
        found.push({ name: parts.join(' '), code: district.code, first: district.name.startsWith(wanted) })
      }
  return found.sort((a, b) => Number(b.first) - Number(a.first)).slice(0, OFFERED)
}
