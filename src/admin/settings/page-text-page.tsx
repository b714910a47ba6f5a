import { formatInstant } from '../../kernel/time.ts'
import { PAGES, type PageBodies, type PageName, type PageRevision } from '../../settings/page-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { adminPaths, pathsFor } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, Mend, Saved } from '../field.tsx'
import { Over } from '../meanwhile.tsx'

export const PAGE_NAMES: Record<PageName, string> = { story: '普定的山与茶', producers: '生产者' }

/** The pages whose words staff write. */
export const PageTextsPage = () => (
  <>
    <h1>页面文字</h1>
    <ul class="admin-topics">
      {PAGES.map((name) => (
        <li>
          <a href={adminPaths.pageText(name)}>
            <strong>{PAGE_NAMES[name]}</strong>
            <span>/{name}，中文和英文</span>
          </a>
        </li>
      ))}
    </ul>
  </>
)

type Props = {
  name: PageName
  typed: PageBodies
  /** The revision the writer began from. */
  over: number
  revisions: PageRevision[]
  errors: Partial<Record<keyof PageBodies, string>>
  preview: boolean
  /** What a colleague kept meanwhile; nothing of either is lost. */
  other: PageRevision | null
  saved: boolean
}

/** The words of one page in both languages, with what they will look like. */
export const PageTextPage = ({ name, typed, over, revisions, errors, preview, other, saved }: Props) => (
  <>
    <h1>{PAGE_NAMES[name]}</h1>
    <Saved shown={saved}>
      已保存。
      <a href={pathsFor('zh')[name]}>查看页面</a>
    </Saved>
    <Mend errors={errors} />
    {other ? <Meanwhile other={other} /> : null}
    <p>
      空一行另起一段；## 开头是小标题；- 开头是列表；**两个星号**加粗；[文字](/products)
      是链接。不能用网页代码，也不能放图片。
    </p>
    <form method="post" action={adminPaths.pageText(name)} novalidate data-live>
      <Over edit={over} />
      <div class="admin-halves">
        <Field name="bodyZh" label="中文" value={typed.bodyZh} error={errors.bodyZh} rows={18} />
        <Field
          name="bodyEn"
          label="英文（可不填）"
          value={typed.bodyEn}
          error={errors.bodyEn}
          rows={18}
          lang="en"
        />
      </div>
      <p class="admin-actions">
        <button class="button button-secondary" type="submit" name="act" value="try">
          预览（不保存）
        </button>
        <button class="button button-primary" type="submit">
          {other ? '用我的文字保存' : '保存并发布'}
        </button>
      </p>
      <section aria-labelledby="preview">
        <h2 id="preview">预览{preview ? '（还没有保存）' : ''}</h2>
        <div class="admin-halves">
          <div class="prose admin-preview" data-live-out="zh">
            <Markdown text={typed.bodyZh} />
          </div>
          <div class="prose admin-preview" lang="en" data-live-out="en">
            <Markdown text={typed.bodyEn} />
          </div>
        </div>
      </section>
    </form>
    {revisions.length ? <Earlier name={name} revisions={revisions} /> : null}
  </>
)

const Meanwhile = ({ other }: { other: PageRevision }) => (
  <Alert as="div">
    <p>
      {other.name} 在 {formatInstant(other.at)}{' '}
      先保存了一版。您写的内容都在下面；您没有动过的那一种文字，已换成对方的。请把两边合在一起，再保存。
    </p>
    <details open>
      <summary>看 {other.name} 保存的文字</summary>
      <div class="admin-halves">
        <pre class="admin-source">{other.bodyZh}</pre>
        <pre class="admin-source" lang="en">
          {other.bodyEn}
        </pre>
      </div>
    </details>
  </Alert>
)

const Earlier = ({ name, revisions }: { name: PageName; revisions: PageRevision[] }) => (
  <section>
    <h2>保存过的文字</h2>
    <ul class="admin-revisions">
      {revisions.map(({ revision, at, name: who }) => (
        <li>
          <a href={adminPaths.pageText(name, { revision: String(revision) })}>
            第 {revision} 版 · {who} · {formatInstant(at)}
          </a>
        </li>
      ))}
    </ul>
    <p class="fine">点开旧的一版会放进上面的框里，保存后才会发布。</p>
  </section>
)
