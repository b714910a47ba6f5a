type Tree = [
  code: string,
  name: string,
  cities: [code: string, name: string, districts: [string, string][]][],
][]

/** Three native selects that fill one another; the tree of divisions loads on first focus. */
export function enhanceRegionPicker(root: ParentNode): void {
  for (const picker of root.querySelectorAll<HTMLElement>('[data-region-picker]')) {
    const [province, city, district] = picker.querySelectorAll('select')
    if (!province || !city || !district) continue
    for (const step of picker.querySelectorAll<HTMLElement>('[data-region-step]')) step.hidden = true
    let tree: Promise<Tree> | undefined
    const load = () => {
      tree ??= fetch(picker.dataset.divisions ?? '').then((answer) => answer.json() as Promise<Tree>)
      return tree
    }
    picker.addEventListener('focusin', load, { once: true })
    province.addEventListener('change', async () => {
      fill(city, (await load()).find(([code]) => code === province.value)?.[2] ?? [])
      city.dispatchEvent(new Event('change'))
    })
    city.addEventListener('change', async () => {
      const cities = (await load()).find(([code]) => code === province.value)?.[2] ?? []
      fill(district, cities.find(([code]) => code === city.value)?.[2] ?? [])
    })
  }
}

function fill(
  select: HTMLSelectElement,
  choices: readonly (readonly [string, string, ...unknown[]])[],
): void {
  select.length = 1
  for (const [code, name] of choices) select.add(new Option(name, code))
  // A single choice needs no choosing (Dongguan has no districts below it).
  select.selectedIndex = choices.length === 1 ? 1 : 0
}
