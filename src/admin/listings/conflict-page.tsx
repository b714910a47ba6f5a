import { FACTS } from '../../catalog/label-facts.ts'
import type { Values } from '../../catalog/listings/form.ts'
import type { Difference } from '../../catalog/listings/merge.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../paths.ts'
import { Was } from '../meanwhile.tsx'

const NAMES: Record<string, string> = {
  nameZh: '商品名称',
  nameEn: '英文名称',
  slug: '网址',
  family: '品类',
  originCode: '产地筛选',
  originZh: '产地',
  originEn: '产地英文',
  producerId: '生产主体',
  freightTemplate: '运费模板',
  returnRule: '退货规则',
  storyZh: '故事',
  storyEn: '英文故事',
  storySourceZh: '来源',
  storySourceEn: '来源英文',
  storage: '储运',
  sale: '销售方式',
  teaClass: '茶类',
  cultivar: '品种',
  shelfLifeDays: '保质期(天)',
  aliases: '搜索别名',
  seasonal: '只在产季出售',
  months: '采制月份',
  pictures: '图片',
  picture: '插图',
  ...Object.fromEntries(FACTS.map(({ key, name }) => [`fact.${key}`, name])),
}

type Props = {
  id: string
  seq: number
  baseVersion: number
  mine: Values
  /** The other text, and what the editor will hold once this one is saved over it. */
  theirs: Values
  was: Values
  differences: Difference[]
  /** Who saved the other text, and when; null when it is the published one. */
  other: { by: string; at: number } | null
}

/** Two people on one listing: both texts side by side, one choice for each difference; nothing is lost. */
export const ConflictPage = ({ id, seq, baseVersion, mine, theirs, was, differences, other }: Props) => (
  <>
    <h1>还没有保存:同事也改了这个商品</h1>
    <p>
      {other
        ? `${other.by} 在 ${formatInstant(other.at).slice(5)} 保存了草稿。`
        : '在您打开之后，商品发布了新版或改了价。下面和现在发布的比较。'}
      您写的都在这里；没有动过的已选对方的。一处一处看过，选留哪一个。
    </p>
    <form
      method="post"
      action={adminPaths.listingMerge(id)}
      enctype="multipart/form-data"
      class="conflict"
      data-once
    >
      <input type="hidden" name="seq" value={seq} />
      <input type="hidden" name="baseVersion" value={baseVersion} />
      <input type="hidden" name="mine" value={JSON.stringify(mine)} />
      <input type="hidden" name="theirs" value={JSON.stringify(theirs)} />
      <Was fields={was} />
      {differences.map(({ unit, mine: own, theirs: its, touched }) => (
        <fieldset class="conflict-unit">
          <legend>{NAMES[unit] ?? unit.replace('sku ', '规格 ')}</legend>
          <label>
            <input type="radio" name={`choose.${unit}`} value="mine" checked={touched} />{' '}
            <strong>我的</strong>
            <span class="conflict-text">{own || '（空）'}</span>
          </label>
          <label>
            <input type="radio" name={`choose.${unit}`} value="theirs" checked={!touched} />{' '}
            <strong>{other ? other.by : '已发布'}</strong>
            <span class="conflict-text">{its || '（空）'}</span>
          </label>
        </fieldset>
      ))}
      {differences.length ? null : <p>两边内容相同。</p>}
      <p class="admin-actions">
        <button class="button button-primary" type="submit">
          按选择保存草稿
        </button>
        <a class="button" href={adminPaths.listing(id)}>
          放弃我的,看现在的
        </a>
      </p>
    </form>
  </>
)
