import { TABLE_VIEWS, type TableView } from '../../catalog/listings/table.ts'
import { adminPaths } from '../../urls.ts'
import { SearchBox } from '../search-box.tsx'
import type { ListingsProps } from './table-page.tsx'

const TABLE_VIEW_NAMES: Record<TableView, string> = {
  all: '全部',
  listed: '在售',
  unlisted: '已下架',
  draft: '草稿',
  lacking: '缺资料',
  low: '低库存',
  sample: '示例数据',
}

/** Counts stop at a thousand. */
export const many = (count: number): string => (count >= 1000 ? '999+' : String(count))

/** Search, family and saved views; each keeps the family that was chosen. */
export const ListingFilters = ({ counts, view, q, family, families }: ListingsProps) => (
  <>
    <SearchBox
      id="listing-q"
      action={adminPaths.listings()}
      label="名称、SKU、拼音"
      value={q}
      inBox
      beside={
        <span class="fine listing-sum">
          {many(counts.all)} 款 · {many(counts.skus)} 个 SKU
        </span>
      }
    >
      {view === 'all' ? null : <input type="hidden" name="view" value={view} />}
      <label class="visually-hidden" for="listing-family">
        品类
      </label>
      <select id="listing-family" name="family">
        <option value="">全部品类</option>
        {families.map(([code, name]) => (
          <option value={code} selected={code === family}>
            {name}
          </option>
        ))}
      </select>
    </SearchBox>
    <nav class="listing-views" aria-label="筛选">
      {TABLE_VIEWS.map((name) => (
        <a
          href={adminPaths.listings({ view: name === 'all' ? undefined : name, family: family || undefined })}
          aria-current={name === view && !q ? 'page' : undefined}
        >
          {TABLE_VIEW_NAMES[name]} <small>{many(counts[name])}</small>
        </a>
      ))}
    </nav>
  </>
)
