import { addDays, isCivilDate } from '../kernel/time.ts'

/** Licences and certificates a producer can show, with their names on the back office's form. */
export const PERMIT_KINDS = {
  business: '营业执照',
  production: '食品生产许可证',
  trade: '食品经营许可证',
  programme: '帮扶产品认定',
  green: '绿色食品证书',
  organic: '有机产品认证证书',
  other: '其他证书',
} as const
export type PermitKind = keyof typeof PERMIT_KINDS
/** `validUntil` is a civil date, null where a paper has no end. */
export type Permit = { kind: PermitKind; number: string; validUntil: string | null }

/** What staff write about a producer; an empty name means that the firm is not known yet. */
export type ProducerInput = {
  nameZh: string
  nameEn: string
  addressZh: string
  addressEn: string
  permits: Permit[]
  giAuthorised: boolean
  giCertificate: string
  sample: boolean
}

export const EXPIRES_SOON_DAYS = 60
export const MOST_PERMITS = 12

/** How a paper stands on a day; it is good on its last day. */
export function permitState(
  validUntil: string | null,
  today: string,
): 'endless' | 'valid' | 'ending' | 'ended' {
  if (validUntil === null) return 'endless'
  if (validUntil < today) return 'ended'
  return validUntil <= addDays(today, EXPIRES_SOON_DAYS) ? 'ending' : 'valid'
}

/** The day the first paper ends, null when none does. */
export const firstEnd = (permits: Permit[]): string | null =>
  permits.flatMap(({ validUntil }) => validUntil ?? []).sort()[0] ?? null

/** Papers that somebody who sells must have and lacks: a business licence; to produce, where a label names that licence. */
export function missingPapers(permits: Permit[], { packaged }: { packaged: boolean }): PermitKind[] {
  const has = (kind: PermitKind) => permits.some((permit) => permit.kind === kind && permit.number)
  const needed: PermitKind[] = packaged ? ['business', 'production'] : ['business']
  return needed.filter((kind) => !has(kind))
}

/** The certificate number the 地理标志 mark may be shown with: only for the authorised who hold one. */
export const giMark = (producer: {
  giAuthorised: number | boolean
  giCertificate: string | null
}): string | null => (producer.giAuthorised && producer.giCertificate ? producer.giCertificate : null)

/** What keeps a producer from being kept, by form field, each with a sentence that says how to fix it. */
export function producerProblems(
  input: ProducerInput,
  known: { teaPark: boolean; products: number },
): Record<string, string> {
  const problems: Record<string, string> = {}
  if (!input.nameZh && known.products)
    problems.nameZh = `它有 ${known.products} 个商品，页面上要写生产者名称，请填写。`
  else if (!input.nameZh && !known.teaPark) problems.nameZh = '请填写名称。'
  else if (!input.nameZh && (input.nameEn || input.addressZh || input.permits.length))
    problems.nameZh = '请先填写中文名称；其余内容已留在下面。'
  if (input.giAuthorised && !input.giCertificate)
    problems.giCertificate = '勾选了地理标志授权，请填写证书编号；没有编号就不能显示标志。'
  for (const [row, permit] of input.permits.entries()) {
    if (!permit.number)
      problems[`permit.${row}.number`] = `第 ${row + 1} 张证照没有编号，请填写，或把到期日也清空。`
    if (permit.validUntil !== null && !isCivilDate(permit.validUntil))
      problems[`permit.${row}.until`] = `第 ${row + 1} 张证照的到期日不对，请写成 2027-06-30 这样。`
  }
  return problems
}

/** A producer nobody has written anything about. */
export const BLANK_PRODUCER: ProducerInput = {
  ...{ nameZh: '', nameEn: '', addressZh: '', addressEn: '' },
  ...{ permits: [], giAuthorised: false, giCertificate: '', sample: false },
}

/** Reads a sent form; blank permit rows are left out, nothing is refused here. */
export function producerOf(field: (name: string) => string): ProducerInput {
  const text = (name: string, longest: number) => field(name).trim().replace(/\s+/g, ' ').slice(0, longest)
  const permits = Array.from({ length: MOST_PERMITS }, (_, row): Permit => {
    const kind = field(`permit.${row}.kind`)
    return {
      kind: kind in PERMIT_KINDS ? (kind as PermitKind) : 'other',
      number: text(`permit.${row}.number`, 60),
      validUntil: text(`permit.${row}.until`, 10) || null,
    }
  })
  return {
    nameZh: text('nameZh', 60),
    nameEn: text('nameEn', 120),
    addressZh: text('addressZh', 100),
    addressEn: text('addressEn', 200),
    permits: permits.filter(({ number, validUntil }) => number || validUntil),
    giAuthorised: field('giAuthorised') === 'yes',
    giCertificate: text('giCertificate', 60),
    sample: field('sample') === 'yes',
  }
}
