import { unzipped } from './unzipping.ts'
import type { DateSystem } from './xlsx-dates.ts'
import { walkXml } from './xml.ts'

type Relation = { id: string; kind: string; target: string }
/** The parts of a workbook that are read; one it lacks is undefined. */
type Package = {
  sheet: Uint8Array | undefined
  strings: Uint8Array | undefined
  styles: Uint8Array | undefined
  dates: DateSystem
}

const RELATIONS = /(?:^|\/)_rels\/[^/]*\.rels$/
const USUAL = { workbook: 'xl/workbook.xml', sheet: 'xl/worksheets/sheet1.xml' }

/**
 * The parts as the package standard finds them: by relationship, from the root to the workbook to its sheet, whatever
 * they are called; names are compared without case. Only what is read is unpacked.
 */
export function openPackage(bytes: Uint8Array, mostBytes: number): Package {
  const rels = partsOf(bytes, (name) => RELATIONS.test(name), mostBytes)
  const root = relationsOf(rels.get('_rels/.rels'), '')
  const workbookName = root.find(({ kind }) => kind === 'officeDocument')?.target ?? USUAL.workbook
  const folder = workbookName.slice(0, workbookName.lastIndexOf('/') + 1)
  const relations = relationsOf(rels.get(`${folder}_rels/${workbookName.slice(folder.length)}.rels`), folder)
  const named = (kind: string, usual: string) =>
    relations.find((relation) => relation.kind === kind)?.target ?? usual
  const workbook = partsOf(bytes, (name) => name === workbookName, mostBytes).get(workbookName)
  const { shown, dates } = readWorkbook(workbook, relations)
  const names = {
    sheet: shown ?? USUAL.sheet,
    strings: named('sharedStrings', `${folder}sharedstrings.xml`),
    styles: named('styles', `${folder}styles.xml`),
  }
  const parts = partsOf(bytes, (name) => Object.values(names).includes(name), mostBytes)
  return {
    sheet: parts.get(names.sheet),
    strings: parts.get(names.strings),
    styles: parts.get(names.styles),
    dates,
  }
}

const partsOf = (bytes: Uint8Array, wanted: (name: string) => boolean, most: number) =>
  new Map(
    [...unzipped(bytes, (name) => wanted(plainName(name)), most)].map(([name, part]) => [
      plainName(name),
      part,
    ]),
  )

/** A part's name for comparing: some writers use capitals, a leading slash or the separator of Windows. */
const plainName = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

/** Relations of a part that stands in `folder`; targets are relative to it. */
function relationsOf(part: Uint8Array | undefined, folder: string): Relation[] {
  const found: Relation[] = []
  if (!part) return found
  walkXml(part, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return
      const kind = attribute('Type')
      const target = new URL(attribute('Target').replaceAll('\\', '/'), `file:///${folder}`).pathname
      found.push({
        id: attribute('Id'),
        kind: kind.slice(kind.lastIndexOf('/') + 1),
        target: plainName(decodeURIComponent(target)),
      })
    },
  })
  return found
}

/** The first tab that is shown, as the name of its part; where all are hidden, the first of all. */
function readWorkbook(part: Uint8Array | undefined, relations: Relation[]) {
  const tabs: { target: string; hidden: boolean }[] = []
  let dates: DateSystem = 1900
  if (part)
    walkXml(part, {
      open: (name, attribute) => {
        if (name === 'workbookPr' && /^(?:1|true)$/.test(attribute('date1904'))) dates = 1904
        if (name !== 'sheet') return
        const relation = relations.find(({ id }) => id === attribute('id'))
        // A tab may be a chart or a dialog as well.
        if (relation && ['worksheet', ''].includes(relation.kind))
          tabs.push({ target: relation.target, hidden: /hidden$/i.test(attribute('state')) })
      },
    })
  return { shown: (tabs.find(({ hidden }) => !hidden) ?? tabs[0])?.target, dates }
}
