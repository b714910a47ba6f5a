import type { Values } from './form.ts'

/**
 * One thing that both wrote differently: a field, a SKU's row, or the pictures or the steps of its guide as a whole. `touched` by who is asked, where
 * it is known what they began from.
 */
export type Difference = { unit: string; mine: string; theirs: string; touched: boolean }

/** Rows belong together: what both changed of one SKU is chosen in one piece. */
function unitsOf(values: Values): Map<string, Values> {
  const units = new Map<string, Values>()
  const put = (unit: string, name: string, text: string) =>
    units.set(unit, { ...units.get(unit), [name]: text })
  for (const [name, text] of Object.entries(values)) {
    const row = /^sku\.(\d+)\.(\w+)$/.exec(name)
    if (row) put(`sku ${values[`sku.${row[1]}.sku`] || Number(row[1]) + 1}`, row[2]!, text)
    else if (name.startsWith('picture.')) put('pictures', name, text)
    else if (name.startsWith('guide.')) put('guide', name, text)
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
  invoiceName: '开票名称',
  taxCode: '税收编码',
  taxRate: '税率',
  taxExempt: '免税',
}

/** A unit in words, for reading it beside another. */
function wordsOf(unit: string, own: Values | undefined): string {
  if (!own) return ''
  if (unit === 'months')
    return Object.entries(own)
      .filter(([, text]) => text === 'on')
      .map(([name]) => `${name.split('.')[1]}月`)
      .join('、')
  if (unit === 'pictures' || unit === 'guide')
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

/** Three states of a listing's fields as one, and what both people changed, each their own way. */
export type ThreeWay = {
  /** Everything that was changed by one of the two alone, with mine, or theirs, where both did. */
  mine: Values
  theirs: Values
  differences: Difference[]
}

/** Lays two people's fields over what both began from, `was`: field by field, rows and pictures included. */
export function threeWay(mine: Values, theirs: Values, was: Values): ThreeWay {
  const [own, other, first] = [unitsOf(mine), unitsOf(theirs), unitsOf(was)]
  const [withMine, withTheirs] = [new Map<string, Values>(), new Map<string, Values>()]
  const differences: Difference[] = []
  for (const unit of new Set([...other.keys(), ...own.keys()])) {
    const three = [own.get(unit), other.get(unit), first.get(unit)] as const
    const merged = first.size ? mergedUnit(unit, ...three) : alike(three[0], three[1]) ? three[1] : ASKED
    const asked = merged === ASKED
    const [left, right] = asked ? [overTheirs(unit, ...three), three[1]] : [merged, merged]
    if (left) withMine.set(unit, left)
    if (right) withTheirs.set(unit, right)
    const words = { mine: wordsOf(unit, left), theirs: wordsOf(unit, right) }
    if (asked) differences.push({ unit, ...words, touched: first.size > 0 })
  }
  return { mine: flat(withMine), theirs: flat(withTheirs), differences }
}

const ASKED = Symbol('both changed it')
type Unit = Values | undefined

/** One unit of both; ASKED where one field of it was changed by both, or it was dropped by one and changed by the other. */
function mergedUnit(unit: string, mine: Unit, theirs: Unit, was: Unit): Unit | typeof ASKED {
  if (alike(mine, was) || alike(mine, theirs)) return theirs
  if (alike(theirs, was)) return mine
  if (!fieldByField(unit, mine, theirs, was)) return ASKED
  const names = namesOf(mine, theirs, was)
  const collides = names.some((name) => {
    const [own, other, first] = [mine, theirs, was].map((values) => values?.[name] ?? '')
    return own !== first && other !== first && own !== other
  })
  return collides ? ASKED : overTheirs(unit, mine, theirs, was)
}

/** Mine where I changed it, theirs elsewhere: choosing mine takes back nothing that I did not touch. */
function overTheirs(unit: string, mine: Unit, theirs: Unit, was: Unit): Unit {
  if (!fieldByField(unit, mine, theirs, was)) return mine
  return Object.fromEntries(
    namesOf(mine, theirs, was).map((name) => {
      const own = mine?.[name] ?? ''
      return [name, (own === (was?.[name] ?? '') ? theirs?.[name] : own) ?? '']
    }),
  )
}

const namesOf = (...units: Unit[]): string[] => [
  ...new Set(units.flatMap((values) => Object.keys(values ?? {}))),
]

/** A row that all three have; pictures, which are told by their place, only while they are the same ones. */
function fieldByField(unit: string, ...three: Unit[]): boolean {
  if (three.some((values) => values === undefined)) return false
  // Steps are told by their place alone, and mean something only together.
  if (unit === 'guide') return false
  if (unit !== 'pictures') return true
  const shown = three.map((values) =>
    Object.entries(values ?? {})
      .filter(([name]) => name.endsWith('.name'))
      .map(([name, text]) => `${name} ${text}`)
      .sort()
      .join(),
  )
  return shown.every((names) => names === shown[0])
}

/** Whether two states hold the same in every field; what is empty may be left out. */
export const alike = (one: Values = {}, other: Values = {}): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (name) => (one[name] ?? '') === (other[name] ?? ''),
  )

/** Units as fields again; SKU rows in the order in which they come. */
function flat(units: Map<string, Values>): Values {
  const fields: Values = {}
  let row = 0
  for (const [unit, values] of units) {
    if (unit.startsWith('sku ')) {
      for (const [part, text] of Object.entries(values)) fields[`sku.${row}.${part}`] = text
      row += 1
    } else Object.assign(fields, values)
  }
  return fields
}

/** Fields as chosen unit by unit: `mine` where it is said, else `theirs`; SKU rows keep the order of `theirs`. */
export function mergeValues(
  mine: Values,
  theirs: Values,
  chosen: (unit: string) => 'mine' | 'theirs',
): Values {
  const [own, other] = [unitsOf(mine), unitsOf(theirs)]
  const units = [...new Set([...other.keys(), ...own.keys()])].flatMap((unit): [string, Values][] => {
    const values = (chosen(unit) === 'mine' ? own : other).get(unit)
    return values ? [[unit, values]] : []
  })
  return flat(new Map(units))
}
