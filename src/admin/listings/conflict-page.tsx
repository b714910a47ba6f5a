import type { Values } from '../../catalog/listings/form.ts'
import { GUIDE_NAMES } from '../../catalog/listings/guide-form.ts'
import type { Difference } from '../../catalog/listings/merge.ts'
import { TITLES } from '../../catalog/sheets/columns.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Was } from '../meanwhile.tsx'

/** As a sheet heads its columns, and what no sheet holds. */
const NAMES: Record<string, string> = { ...TITLES, pictures: '图片', picture: '插图', ...GUIDE_NAMES }

type Props = {
  id: string
  seq: number
  baseVersion: number
  mine: Values
  /** The same with the other text's choices, and what the editor will hold once this one is saved over it. */
  theirs: Values
  was: Values
  differences: Difference[]
  /** Who saved the other text, and when; null when it is the published one. */
  other: { by: string; at: number } | null
}

/** Two people on one listing: both texts side by side, one choice for each difference; nothing is lost. */
export const ConflictPage = ({ id, seq, baseVersion, mine, theirs, was, differences, other }: Props) => (
  <>
    <h1>还没有保存：同事也改了这个商品</h1>
    <p>
      {other
        ? `${other.by} 在 ${formatInstant(other.at).slice(5)} 保存了草稿。`
        : '在您打开之后，商品发布了新版或改了价。下面和现在发布的比较。'}
      只有一方改过的已合在一起；下面这些两边都改了，请选留哪一个。
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
          放弃我的改动，查看当前内容
        </a>
      </p>
    </form>
  </>
)
