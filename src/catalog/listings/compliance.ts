import { missingFacts } from '../label-facts.ts'
import { firstEnd, giMark, permitState } from '../producer.ts'
import type { Producer } from '../producer-queries.ts'
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
  /** Sentences about barred and doubtful claims, and about a mark of origin nobody may show. */
  claims: string[]
}

const ORIGIN_MARK = /地理标志|geographical indication/i

/** Findings of one product; null when there is none. `marked` says whether its producer may show the mark of origin. */
export function findingsOf({ id, listed, content }: PublishedLine, marked: boolean): ProductFindings | null {
  const claims = claimsOf(content).map(({ sentence }) => sentence)
  if (!marked && textsOf(content).some(([, text]) => ORIGIN_MARK.test(text)))
    claims.push(
      '文字提到地理标志,但它的生产者没有登记授权和证书编号:讲历史可以,不能让人以为这件商品用着标志。',
    )
  const findings = {
    id,
    nameZh: content.nameZh,
    listed: listed === 1,
    sampleOnSale: listed === 1 && content.sample,
    missing: [...new Set(missingFacts(content).map(({ name }) => name))],
    claims: [...new Set(claims)],
  }
  return findings.sampleOnSale || findings.missing.length || findings.claims.length ? findings : null
}

export type ProducerFinding = { id: string; nameZh: string; sentence: string }

/** What is wrong with producers' papers: ended and ending, a right to the mark without its number, none at all. */
export function producerFindings(
  producers: (Producer & { products: number })[],
  today: string,
): ProducerFinding[] {
  return producers
    .filter(({ nameZh }) => nameZh)
    .flatMap((producer) => {
      const { id, nameZh } = producer
      const end = firstEnd(producer.permits)
      const state = permitState(end, today)
      const say = (sentence: string) => ({ id, nameZh, sentence })
      return [
        ...(state === 'ended' ? [say(`有证照已于 ${end} 到期,请换证后改日期。`)] : []),
        ...(state === 'ending' ? [say(`有证照 ${end} 到期,请提前办理延续。`)] : []),
        ...(producer.giAuthorised && !giMark(producer)
          ? [say('有地理标志授权,没有证书编号,标志不会显示。')]
          : []),
        ...(!producer.permits.length && producer.products && !producer.sample
          ? [say(`有 ${producer.products} 个商品,还没有登记证照。`)]
          : []),
      ]
    })
}
