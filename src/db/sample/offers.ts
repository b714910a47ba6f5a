import type { OfferContent } from '../../adoption/offer.ts'
import source from './catalogue.sample.json' with { type: 'json' }

/** The sample offer of the data file for one season; the rule and the dates are samples too. */
export const SAMPLE_OFFER = (season: number): OfferContent => ({
  grades: [
    { code: 'spring', nameZh: '春茶（绿茶）', nameEn: 'Spring green tea', valueFenPer100g: 12_800 },
    { code: 'black', nameZh: '红茶', nameEn: 'Black tea', valueFenPer100g: 8_800 },
  ],
  tiers: source.adoption.tiers.map((tier) => ({
    areaCmu: Math.round(tier.areaMu * 100),
    priceFen: tier.priceFen,
    grams: { spring: tier.springTeaG, black: tier.blackTeaG },
    visitGuests: tier.visitGuests,
  })),
  dispatches: [
    { code: 'spring', from: `${season}-04-20`, until: `${season}-05-20`, grades: ['spring'] },
    { code: 'black', from: `${season}-06-20`, until: `${season}-07-20`, grades: ['black'] },
  ],
  postageIncluded: true,
  benefitsZh: [
    '地块按面积应得的当季茶，按约定的克数寄出',
    '编号认购证书，可扫码查验',
    '园中名牌（不超过12个字，审核后制作）',
    '一季至少4次茶园动态：冬管、春采、制茶、夏管',
    '到园参观，需预约',
  ],
  benefitsEn: [
    'Your plot’s share of the season’s tea, sent in the promised weights',
    'A numbered certificate anyone can verify',
    'A name plaque in the garden (up to 12 characters, approved before it is made)',
    'At least four garden updates a season: winter care, spring picking, tea making, summer care',
    'A visit to the garden, by appointment',
  ],
  updatesPromised: 4,
  priceSplit: null,
  shareRule: 'by_area',
  shortfall: { choices: ['tea', 'credit', 'refund'] },
  refundRule: { fullUntil: `${season}-02-28`, afterwards: 'minus_sent' },
  sales: { from: `${season - 1}-10-01`, until: `${season}-03-31` },
  renewal: { from: `${season - 1}-10-01`, until: `${season - 1}-11-29` },
  termsZh: [
    '认购的是茶叶产品与服务，不涉及土地权属。',
    `认购期为${season}年一季，不自动续期。`,
    `${season}年2月28日及以前全额退款；之后退还扣除已寄出茶叶后的余额。`,
    '每一批茶可以寄到不同地址；该批寄出日期之前，地址可以修改。',
  ],
  termsEn: [
    'You are buying tea and services; no land rights are included.',
    `Your adoption covers the ${season} season and does not renew automatically.`,
    `Full refund up to and including 28 February ${season}; after that, the price less the tea already sent.`,
    'Each parcel can go to a different address, which you can change until its shipping date.',
  ],
  risksZh: [
    '茶叶是农产品，天气会影响采摘时间和数量。',
    '一季结束时如不足约定克数，差额由认购人选择等值茶叶、抵用码或退款。',
  ],
  risksEn: [
    'Tea is a crop: the weather affects picking dates and quantities.',
    'If the season ends below the promised weight, you choose tea of equal value, a credit code or a refund.',
  ],
})
