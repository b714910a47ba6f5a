import { missingFacts } from '../label-facts.ts'
import { firstEnd, giMark, missingPapers, PERMIT_KINDS, permitState } from '../producer.ts'
import type { Producer, Sells } from '../producer-queries.ts'
import { claimsOf, textsOf } from './claims.ts'
import type { PublishedLine } from './published.ts'

/** What stands against selling a product for real, each part empty when all is well. */
export type ProductFindings = {
  id: string
  nameZh: string
  listed: boolean
  /** Sample data that shoppers see: production takes no money for it. */
  sampleOnSale: boolean
  missing: string[]
  /** Licences that its producer lacks, of goods that are really on sale. */
  unlicensed: string[]
  /** Sentences about barred and doubtful claims, and about a mark of origin nobody may show. */
  claims: string[]
}

const ORIGIN_MARK = /地理标志|geographical indication/i

/** What a product's producer may show and lacks: the mark of origin, and licences by name. */
export type Standing = { marked: boolean; lacks: string[] }

/** How each producer stands, by id. */
export const standings = (producers: (Producer & Sells)[]): Map<string, Standing> =>
  new Map(producers.map((one) => [one.id, { marked: giMark(one) !== null, lacks: lackedBy(one) }]))

const lackedBy = ({ permits, packaged }: Producer & Sells): string[] =>
  missingPapers(permits, { packaged: packaged > 0 }).map((kind) => PERMIT_KINDS[kind])

/** Findings of one product; null when there is none. */
export function findingsOf(
  { id, listed, content }: PublishedLine,
  { marked, lacks }: Standing = { marked: false, lacks: [] },
): ProductFindings | null {
  const claims = claimsOf(content).map(({ sentence }) => sentence)
  if (!marked && textsOf(content).some(([, text]) => ORIGIN_MARK.test(text)))
    claims.push(
      '文字提到地理标志，但它的生产者没有登记授权和证书编号：讲历史可以，不能让人以为这件商品用着标志。',
    )
  const findings = {
    id,
    nameZh: content.nameZh,
    listed: listed === 1,
    sampleOnSale: listed === 1 && content.sample,
    missing: [...new Set(missingFacts(content).map(({ name }) => name))],
    unlicensed: listed === 1 && !content.sample ? lacks : [],
    claims: [...new Set(claims)],
  }
  const { sampleOnSale, missing, unlicensed } = findings
  return sampleOnSale || missing.length || unlicensed.length || claims.length ? findings : null
}

export type ProducerFinding = { id: string; nameZh: string; sentence: string }

/** How many products are really on sale though their producer lacks a licence. */
export const countUnlicensed = (producers: (Producer & Sells)[]): number =>
  producers.reduce((sum, one) => sum + (lackedBy(one).length ? one.onSale : 0), 0)

/** What is wrong with producers' papers: ended and ending, a right to the mark without its number, licences missing. */
export function producerFindings(producers: (Producer & Sells)[], today: string): ProducerFinding[] {
  return producers
    .filter(({ nameZh }) => nameZh)
    .flatMap((producer) => {
      const { id, nameZh, products, onSale } = producer
      const end = firstEnd(producer.permits)
      const state = permitState(end, today)
      const lacked = lackedBy(producer)
      const say = (sentence: string) => ({ id, nameZh, sentence })
      return [
        ...(state === 'ended' ? [say(`有证照已于 ${end} 到期，请换证后改日期。`)] : []),
        ...(state === 'ending' ? [say(`有证照 ${end} 到期，请提前办理延续。`)] : []),
        ...(producer.giAuthorised && !giMark(producer)
          ? [say('有地理标志授权，没有证书编号，标志不会显示。')]
          : []),
        // A sample sells nothing, until somebody sells real goods under its name.
        ...(lacked.length && (onSale || (products && !producer.sample))
          ? [
              say(
                `有 ${products} 个商品${onSale ? `（${onSale} 个正在真实销售）` : ''}，还没有登记${lacked.join('、')}。`,
              ),
            ]
          : []),
      ]
    })
}
