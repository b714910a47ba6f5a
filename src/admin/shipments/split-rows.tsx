import type { SplitPart } from '../../adoption/campaign-keeping.ts'
import { wordingFault } from '../../adoption/wording.ts'
import { type Form, textOf } from '../../http/form.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { parseDecimal } from '../../kernel/typed-number.ts'

/** One part of the price as typed: names, and percent with at most two decimals. */
export type TypedSplit = { zh: string; en: string; percent: string }

const ROWS = 6
/** Empty ones behind those that are used. */
const SPARE = 3

/** The stored parts as rows to type into, with empty ones to add to. */
export function splitRows(parts: SplitPart[] | null): TypedSplit[] {
  const rows = (parts ?? []).map(({ nameZh, nameEn, basisPoints }) => ({
    zh: nameZh,
    en: nameEn,
    // Hundredths, written as those of a yuan are.
    percent: bareYuan(basisPoints),
  }))
  return [
    ...rows,
    ...Array.from({ length: Math.min(ROWS - rows.length, SPARE) }, () => ({ zh: '', en: '', percent: '' })),
  ]
}

/** The rows in one line; '' where there are none. */
export const splitWords = (rows: TypedSplit[]): string =>
  rows.flatMap(({ zh, en, percent }) => (zh || en || percent ? [`${zh} / ${en} ${percent}%`] : [])).join('、')

/** Parts as typed: null when all rows are empty; an error when they are not whole. */
export type ParsedSplit = { parts: SplitPart[] | null; error: string | null }

/** The rows of a form. */
export function readSplit(form: Form): TypedSplit[] {
  const sent = Array.from({ length: ROWS }, (_, n) => ({
    zh: textOf(form, `split.${n}.zh`, 40),
    en: textOf(form, `split.${n}.en`, 60),
    percent: textOf(form, `split.${n}.percent`, 6),
  }))
  // As many rows as `splitRows` drew: sent back untouched, they are the same.
  const last = sent.findLastIndex((row) => row.zh || row.en || row.percent)
  return sent.slice(0, last + 1 + SPARE)
}

export function parseSplit(typed: TypedSplit[]): ParsedSplit {
  const used = typed.filter((row) => row.zh || row.en || row.percent)
  const parts = used.map((row) => ({
    nameZh: row.zh,
    nameEn: row.en,
    basisPoints: parseDecimal(row.percent, 2, '%') ?? -1,
  }))
  return { parts: parts.length ? parts : null, error: splitError(parts) }
}

function splitError(parts: SplitPart[]): string | null {
  if (!parts.length) return null
  if (parts.some((part) => !part.nameZh || part.basisPoints < 0))
    return '价格去向的每一行要写中文和百分比（如 32.5）'
  const fault = parts.map((part) => wordingFault(`${part.nameZh}\n${part.nameEn}`)).find(Boolean)
  if (fault) return fault
  const sum = parts.reduce((total, part) => total + part.basisPoints, 0)
  return sum === 10_000 ? null : `各项加起来要正好 100%，现在是 ${formatYuan(sum)}%`
}

/** Where the price goes, one part a row. */
export const SplitRows = ({ rows, error }: { rows: TypedSplit[]; error: string | undefined }) => (
  <fieldset class="form-field" id="split">
    <legend>价格去向（有了真实的数字再填；都不填，页面上就不显示）</legend>
    {rows.map((row, n) => (
      <div class="desk-row">
        <label>
          中文
          <input name={`split.${n}.zh`} value={row.zh} maxlength={40} />
        </label>
        <label>
          英文（可不填）
          <input name={`split.${n}.en`} value={row.en} maxlength={60} lang="en" />
        </label>
        <label>
          百分比
          <input name={`split.${n}.percent`} value={row.percent} inputmode="decimal" maxlength={6} />
        </label>
      </div>
    ))}
    {error ? <p class="form-error">{error}</p> : null}
  </fieldset>
)
