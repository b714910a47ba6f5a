import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SelectField, TextField, type Typed } from './fields.tsx'

type Props = Typed & {
  families: [string, string][]
  /** Products one may begin from. */
  products: [id: string, name: string][]
  error: string | null
}

/** The first question about a new product; everything else is asked by its editor. */
export const NewListingPage = ({ families, products, error, ...typed }: Props) => (
  <>
    <h1>新建商品</h1>
    <Alert>{error}</Alert>
    <form class="editor-form editor-new" method="post" action={adminPaths.listings()} data-once>
      <TextField {...typed} name="nameZh" label="商品名称" placeholder="夜郎荞麦花蜂蜜" maxlength={60} />
      <SelectField {...typed} name="family" label="品类" options={families} />
      <SelectField
        {...typed}
        name="like"
        label="从哪里开始"
        hint="以现有商品为模板：带入标签信息、产季、运费与规格；名称、SKU和图片需另填。"
        options={products}
        empty="从空白开始"
      />
      <p>
        <button class="button button-primary" type="submit">
          开始填写
        </button>
      </p>
    </form>
  </>
)
