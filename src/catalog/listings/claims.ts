import { guideTexts } from './guide-form.ts'
import { LISTING_WORDS, type ListingInput, OPTIONAL_WORDS } from './input.ts'

/** `refuse` keeps a listing from being published; `warn` asks for a second look. */
export type Claim = { field: string; word: string; severity: 'refuse' | 'warn'; sentence: string }

type Rule = { words: string[]; severity: Claim['severity']; except?: RegExp; why: string; instead: string }

// Words of the food and advertising rules this shop keeps, and of investment, which no listing is.
const RULES: Rule[] = [
  {
    words:
      '抗癌 防癌 降血糖 降血脂 降血压 降三高 降糖 降脂 降压 治疗 疗效 治愈 药效 保健 排毒 减肥 增强免疫力 提高免疫力'.split(
        ' ',
      ),
    severity: 'refuse',
    why: '普通食品不能写治病、保健作用',
    instead: '只写产地、原料、做法和口感',
  },
  {
    words:
      '养颜 美容 美颜 驻颜 美白 嫩肤 润肤 护肤 祛斑 淡斑 祛痘 祛皱 抗皱 抗衰 延缓衰老 防衰老 瘦身 塑身 纤体'.split(
        ' ',
      ),
    severity: 'refuse',
    // 精美容器, 优美白茶: only the letters meet.
    except: /美容(?=器|量|积|纳|易)|美白(?=茶|毫|叶|岩|旗|色)/g,
    why: '普通食品不能写美容养颜、瘦身一类的作用',
    instead: '只写产地、原料、做法和口感',
  },
  {
    words: '国家级 最高级 顶级 极品 特供 专供 全国第一 世界第一 第一品牌 最好 最佳 最优 最强'.split(' '),
    severity: 'refuse',
    why: '广告不能用最高级或“特供”一类的说法',
    instead: '换成能证明的事实，例如海拔、采摘时间',
  },
  {
    words: '分红 收益 回报率 回购 保本 增值'.split(' '),
    severity: 'refuse',
    except: /增值税/g,
    why: '这里卖的是产品和服务，不能写成投资',
    instead: '写买到什么、什么时候收到',
  },
  {
    words: ['认养'],
    severity: 'refuse',
    why: '这项活动叫“认购”：认购的是茶叶产品与服务',
    instead: '写“认购”',
  },
  {
    words: [
      'anti-cancer',
      'prevents cancer',
      'cures',
      'detox',
      'weight loss',
      'lowers blood',
      'boosts immunity',
      'anti-aging',
      'anti-ageing',
      'skin whitening',
      'beautifying',
      'slimming',
    ],
    severity: 'refuse',
    why: '英文里也不能写治病、保健作用',
    instead: '只写产地、原料、做法和口感',
  },
  {
    words: ['第一'],
    severity: 'warn',
    except: /第一(?:次|步|天|年|批|茬|泡|道|个|时间)|(?:全国|世界)第一|第一品牌/g,
    why: '看起来像排名',
    instead: '没有公开的排名依据就请换个说法',
  },
  {
    words: ['最'],
    severity: 'warn',
    except: /最(?:近|后|早|晚|迟|多|少|低|终|初|高级|好|佳|优|强)/g,
    why: '看起来像最高级',
    instead: '请换成能证明的事实',
  },
]

/** Marks, blanks and invisible letters between two characters hide no word; the end of a sentence parts two. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。!?;\n]+/g, '\n')
    .replace(/[^\p{L}\p{N}\n -]|\p{Lm}/gu, '')
    .replace(/(?<=\p{Script=Han})[ -]+(?=\p{Script=Han})/gu, '')

/** Claims in one text, each word once, with a sentence that says what to do. */
export function claimsIn(text: string, field = ''): Claim[] {
  const plain = bare(text)
  return RULES.flatMap(({ words, severity, except, why, instead }) => {
    const rest = except ? plain.replace(except, '\n') : plain
    return words
      .filter((word) => rest.includes(word) || rest.includes(bare(word)))
      .map((word) => ({
        field,
        word,
        severity,
        sentence: `${severity === 'refuse' ? '请删去' : '请再看一眼'}“${word}”：${why}。${instead}。`,
      }))
  })
}

/** Every text a shopper may read or search, by the name of its field in the editor. */
export function textsOf(listing: ListingInput): [field: string, text: string][] {
  return [
    ...[...LISTING_WORDS, ...OPTIONAL_WORDS].map((name): [string, string] => [name, listing[name] ?? '']),
    ['aliases', listing.aliases.join('\n')],
    ...Object.entries(listing.labelFacts).map(([name, text]): [string, string] => [`fact.${name}`, text]),
    ...listing.variants.flatMap((variant, row): [string, string][] => [
      [`sku.${row}.specZh`, variant.specZh],
      [`sku.${row}.specEn`, variant.specEn],
    ]),
    ...guideTexts(listing.guide),
    ...(listing.pictures ?? []).flatMap((picture, row): [string, string][] => [
      [`picture.${row}.zh`, picture.zh],
      [`picture.${row}.en`, picture.en],
    ]),
  ]
}

/** Claims in all texts of a listing. */
export const claimsOf = (listing: ListingInput): Claim[] =>
  textsOf(listing).flatMap(([field, text]) => claimsIn(text, field))
