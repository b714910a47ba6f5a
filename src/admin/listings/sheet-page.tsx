import { MOST_SHEET_ROWS } from '../../catalog/sheets/rows.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SheetField } from '../field.tsx'
import { SheetProgress } from './sheet-progress.tsx'

type UploadProps = { error: string | null; families: [code: string, name: string][]; can: boolean }

/** Template or export → fill in → upload and look → apply: nothing is written before the last button. */
export const ListingSheetPage = ({ error, families, can }: UploadProps) => (
  <>
    <h1>商品表格</h1>
    <Alert id="sheet-error">{error}</Alert>
    <h2>导出</h2>
    <p>
      全部商品：<a href={adminPaths.listingExportXlsx}>xlsx</a>、<a href={adminPaths.listingExportCsv}>csv</a>
      。每行一个规格，最多 {MOST_SHEET_ROWS} 行。
    </p>
    <form class="admin-search" action={adminPaths.listingExportXlsx}>
      <label for="sheet-family">只要一个品类</label>
      <select id="sheet-family" name="family">
        {families.map(([code, name]) => (
          <option value={code}>{name}</option>
        ))}
      </select>
      <button class="button button-secondary" type="submit">
        导出xlsx
      </button>
    </form>
    {can ? <Upload error={error} /> : null}
  </>
)

const Upload = ({ error }: { error: string | null }) => (
  <>
    <h2>导入</h2>
    <ol>
      <li>
        用导出的表格改，或下载空白模板：<a href={adminPaths.listingTemplateXlsx}>xlsx</a>、
        <a href={adminPaths.listingTemplateCsv}>csv</a>（第二行是每一列的说明）
      </li>
      <li>上传核对：这一步不会改动任何商品</li>
      <li>确认导入：没有错误的商品一次全部改好，中途有冲突就一个也不改；之后还能一次撤销</li>
    </ol>
    <p>空着的格子不改；要删掉内容写“清空”。表里没有的规格不动。没有用到的列可以删掉，例如只留 SKU 和价格。</p>
    <form
      method="post"
      action={adminPaths.listingSheet}
      enctype="multipart/form-data"
      class="admin-search"
      novalidate
      data-once
      data-sheet-upload
    >
      <SheetField label="表格（xlsx或csv）" wrong={Boolean(error)} />
      <button class="button button-primary" type="submit" data-busy-text="正在核对…">
        上传核对
      </button>
    </form>
    <p class="form-error" data-sheet-error role="alert" />
    <SheetProgress steps={['read', 'send', 'check']} />
  </>
)

/** Said after a sheet has been applied, with the button that undoes it. */
export const ListingSheetDonePage = ({
  entry,
  name,
  told,
}: {
  entry: string
  name: string
  told: string
}) => (
  <>
    <h1>商品表格</h1>
    <div class="listing-done" role="status">
      <span>
        已导入{name ? `“${name}”` : ''}：{told}
      </span>
      <form method="post" action={adminPaths.listingReversions} data-once>
        <input type="hidden" name="entry" value={entry} />
        <button class="link-button" type="submit" data-busy-text="正在撤销…">
          撤销
        </button>
      </form>
    </div>
    <p>撤销会把这些值改回去；之后又改过的会列出来，不动。新商品撤销后下架。</p>
    <p>
      <a href={adminPaths.listings()}>看商品</a> · <a href={adminPaths.listingSheet}>再导一张表</a>
    </p>
  </>
)
