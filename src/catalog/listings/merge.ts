import type { Values } from './form.ts'

/** One thing two people wrote differently: a field, a SKU's row, or the pictures as a whole; `touched` by who is asked. */
export type Difference = { unit: string; mine: string; theirs: string; touched: boolean }

/** Rows belong together: half of one person's SKU and half of another's would be nobody's. */
function unitsOf(values: Values): Map<string, Values> {
  const units = new Map<string, Values>()
  const put = (unit: string, name: string, text: string) =>
    units.set(unit, { ...units.get(unit), [name]: text })
  for (const [name, text] of Object.entries(values)) {
    const row = /^sku\.(\d+)\.(\w+)$/.exec(name)
    if (row) put(`sku ${values[`sku.${row[1]}.sku`] || Number(row[1]) + 1}`, row[2]!, text)
    else if (name.startsWith('picture.')) put('pictures', name, text)
    else if (name.startsWith('month.')) put('months', name, text)
    else put(name, name, text)
  }
  return units
}

const LABELS = {
  specZh: '',
  specEn: '',
  sku: '',
  net: '净含量',
  unit: '',
  gross: '毛重',
  price: '价格',
  stock: '首批',
  parts: '装',
}

/** A unit in words, for reading it beside another. */
function wordsOf(unit: string, own: Values | undefined): string {
  if (!own) return ''
  if (unit === 'months')
    return Object.entries(own)
      .filter(([, text]) => text === 'on')
      .map(([name]) => `${name.split('.')[1]}月`)
      .join('、')
  if (unit === 'pictures')
    return Object.entries(own)
      .filter(([name]) => name.endsWith('.zh'))
      .map(([, text]) => text)
      .join('、')
  if (!unit.startsWith('sku ')) return Object.values(own).join('')
  return [
    ...Object.entries(LABELS).flatMap(([part, label]) =>
      own[part] ? `${label}${label ? ' ' : ''}${own[part]}` : [],
    ),
    own.alone === 'on' ? '单独出售' : '不单卖',
  ].join(' · ')
}

/** What differs between two states of a listing's fields; `was` is what the form held when it was first drawn. */
export function differencesOf(mine: Values, theirs: Values, was: Values): Difference[] {
  const [own, other, first] = [unitsOf(mine), unitsOf(theirs), unitsOf(was)]
  return [...new Set([...own.keys(), ...other.keys()])]
    .map((unit) => ({
      unit,
      mine: wordsOf(unit, own.get(unit)),
      theirs: wordsOf(unit, other.get(unit)),
      touched: first.size === 0 || !alike(own.get(unit), first.get(unit)),
    }))
    .filter((difference) => difference.mine !== difference.theirs)
}

/** Whether two states hold the same in every field; what is empty may be left out. */
export const alike = (one: Values = {}, other: Values = {}): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (name) => (one[name] ?? '') === (other[name] ?? ''),
  )

/** Fields as chosen unit by unit: `mine` where it is said, else `theirs`; SKU rows keep the order of `theirs`. */
export function mergeValues(
  mine: Values,
  theirs: Values,
  chosen: (unit: string) => 'mine' | 'theirs',
): Values {
  const [own, other] = [unitsOf(mine), unitsOf(theirs)]
  const merged: Values = {}
  let row = 0
  for (const unit of new Set([...other.keys(), ...own.keys()])) {
    const values = (chosen(unit) === 'mine' ? own : other).get(unit)
    if (!values) continue
    if (unit.startsWith('sku ')) {
      for (const [part, text] of Object.entries(values)) merged[`sku.${row}.${part}`] = text
      row += 1
    } else Object.assign(merged, values)
  }
  return merged
}
