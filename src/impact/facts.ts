/** A sourced figure of the programme, in both languages; `asOf` is a year. */
export type FactTexts = Record<
  'valueZh' | 'valueEn' | 'labelZh' | 'labelEn' | 'asOf' | 'sourceZh' | 'sourceEn',
  string
>
export type Fact = FactTexts & { id: string; position: number; visible: number }
export type FactErrors = Partial<Record<keyof FactTexts, string>>

export const FACT_FIELDS: Record<keyof FactTexts, { name: string; longest: number }> = {
  valueZh: { name: '数值（带单位）', longest: 20 },
  valueEn: { name: '数值英文（可不填）', longest: 30 },
  labelZh: { name: '说明', longest: 60 },
  labelEn: { name: '说明英文（可不填）', longest: 140 },
  asOf: { name: '数据截至（年）', longest: 4 },
  sourceZh: { name: '来源', longest: 120 },
  sourceEn: { name: '来源英文（可不填）', longest: 240 },
}
export const FACT_NAMES = Object.keys(FACT_FIELDS) as (keyof FactTexts)[]
/** As many as /impact shows. */
export const MOST_SHOWN = 20

/** English may be missing: its page then shows the Chinese. */
const OPTIONAL: (keyof FactTexts)[] = ['valueEn', 'labelEn', 'sourceEn']

/** Pure: a figure without its source or its year is refused. */
export function factErrors(typed: FactTexts, thisYear: number): FactErrors {
  const errors: FactErrors = {}
  for (const field of FACT_NAMES) {
    const { name, longest } = FACT_FIELDS[field]
    if (!typed[field] && !OPTIONAL.includes(field)) errors[field] = `请填写${name}，没有出处的数字不能展示`
    else if ([...typed[field]].length > longest) errors[field] = `${name}最多${longest}字`
  }
  const year = /^\d{4}$/.test(typed.asOf) ? Number(typed.asOf) : 0
  if (typed.asOf && (year < 1949 || year > thisYear)) errors.asOf = `年份写成四位数字，不晚于 ${thisYear}`
  return errors
}
