import type { Claim } from '../../catalog/listings/claims.ts'
import type { Choices, Editing } from '../../catalog/listings/editor.ts'
import type { Values } from '../../catalog/listings/form.ts'
import type { ListingProblem } from '../../catalog/listings/problems.ts'
import type { CoverState } from '../../catalog/listings/share-covering.ts'
import type { Version } from '../../catalog/listings/version-restoring.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths, pathsFor } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Was } from '../meanwhile.tsx'
import { CoverSection } from '../media/cover-section.tsx'
import { fieldId, type Typed } from './fields.tsx'
import { GuideSection } from './guide-section.tsx'
import {
  AliasSection,
  BasicSection,
  DeliverySection,
  FactsSection,
  PictureSection,
  SeasonSection,
  StorySection,
} from './sections.tsx'
import { type Part, SkuRows } from './sku-rows.tsx'

export type EditorProps = Typed & {
  editing: Editing
  seq: number
  baseVersion: number
  /** What the form held when it was first drawn. */
  was: Values
  choices: Choices
  parts: Map<string, Part>
  problems: ListingProblem[]
  warnings: Claim[]
  versions: Version[]
  /** Null for a product that was never published. */
  cover: CoverState | null
  /** What was refused, and what was done. */
  /** Changes that were asked about, see `sureOf`. */
  sure: string
  error: string | null
  done: string | null
  can: { write: boolean; publish: boolean }
}

/** The editor of one listing: fields on the left, what is still missing beside them. */
export const EditorPage = (props: EditorProps) => {
  const { editing, seq, baseVersion, was, values, wrong, can } = props
  const { id, published, draft } = editing
  const action = adminPaths.listing(id)
  const typed = { values, wrong }
  const shared = { ...typed, choices: props.choices, fixedSlug: published !== null, action }
  return (
    <div class="editor">
      <p class="crumbs">
        <a href={adminPaths.listings()}>商品</a>
      </p>
      <div class="admin-title">
        <h1>{values.nameZh || '新商品'}</h1>
        <StateTag editing={editing} />
      </div>
      {props.done ? (
        <p class="notice-ok" role="status">
          {props.done}
        </p>
      ) : null}
      <Alert summary>{props.error}</Alert>
      {draft && published && draft.baseVersion !== published.version ? (
        <p class="basket-alert">
          这份草稿写的时候，商品还是第 {draft.baseVersion} 版，现在已是第 {published.version}{' '}
          版。保存或发布时会把两边不同的地方列出来，由您选。
        </p>
      ) : null}
      <div class="editor-columns">
        <form
          method="post"
          action={action}
          enctype="multipart/form-data"
          class="editor-form"
          data-listing-editor
          id="editor"
          data-once
        >
          <input type="hidden" name="seq" value={seq} />
          <input type="hidden" name="baseVersion" value={baseVersion} />
          {props.sure ? <input type="hidden" name="sure" value={props.sure} /> : null}
          <Was fields={was} />
          {/* Enter in a field saves: the first button of a form is its default. */}
          <button class="visually-hidden" type="submit" tabindex={-1} disabled={!can.write}>
            保存
          </button>
          <BasicSection {...shared} />
          <SkuRows
            {...typed}
            stock={published?.stock ?? {}}
            parts={props.parts}
            gift={values.family === 'gift'}
            action={action}
          />
          <FactsSection {...typed} />
          <SeasonSection {...typed} />
          <DeliverySection {...shared} />
          <StorySection {...typed} />
          <GuideSection {...typed} action={action} />
          <PictureSection {...shared} />
          <AliasSection {...typed} />
          {can.write ? <EditorBar {...props} /> : null}
        </form>
        <aside class="editor-side">
          <Checks problems={props.problems} warnings={props.warnings} />
          {props.cover ? (
            <CoverSection
              action={can.publish ? adminPaths.listingCover(id) : null}
              state={props.cover}
              general={{ src: '/share-cover.png', name: '商店的默认封面' }}
            />
          ) : null}
          <Versions {...props} />
        </aside>
      </div>
    </div>
  )
}

const StateTag = ({ editing: { draft, published } }: { editing: Editing }) => (
  <>
    {published ? (
      <span class={published.listed ? 'state state-on' : 'state state-off'}>
        {published.listed ? '在售' : '已下架'} · 第 {published.version} 版
      </span>
    ) : null}
    {draft ? (
      <span class="state state-draft">
        草稿 · {draft.by} {formatInstant(draft.updatedAt).slice(5)} 保存
      </span>
    ) : null}
    {published?.listed ? (
      <a class="admin-title-act" href={pathsFor('zh').product(published.slug)}>
        在商店查看
      </a>
    ) : null}
  </>
)

const EditorBar = ({ editing, can }: EditorProps) => (
  <div class="editor-bar">
    <button class="button button-secondary" type="submit" data-busy-text="保存中…">
      保存草稿
    </button>
    <button class="button button-secondary" type="submit" name="then" value="phone">
      手机预览
    </button>
    {can.publish ? (
      <button
        class="button button-primary"
        type="submit"
        formaction={adminPaths.listingPublication(editing.id)}
        data-busy-text="发布中…"
      >
        发布
      </button>
    ) : null}
  </div>
)

/** What still keeps it from being published; scripts rewrite the lists while one types. */
const Checks = ({ problems, warnings }: { problems: ListingProblem[]; warnings: Claim[] }) => (
  <section class="editor-checks" aria-labelledby="checks-title">
    <h2 id="checks-title">发布前检查</h2>
    <p data-checks-sum role="status">
      {problems.length ? `还有 ${problems.length} 处要改` : '可以发布'}
    </p>
    <ul data-checks-list class="checks-bad">
      {problems.map((problem) => (
        <li>
          <a href={`#${fieldId(problem.field)}`}>{problem.sentence}</a>
        </li>
      ))}
    </ul>
    <ul data-checks-warnings class="checks-warn">
      {warnings.map((claim) => (
        <li>
          <a href={`#${fieldId(claim.field)}`}>{claim.sentence}</a>
        </li>
      ))}
    </ul>
  </section>
)

const Versions = ({ editing, versions, seq, can }: EditorProps) => (
  <>
    {versions.length ? (
      <details class="editor-versions">
        <summary>发布记录（{versions.length}）</summary>
        <ol>
          {versions.map((version, index) => (
            <li>
              第 {version.version} 版 · {formatInstant(version.at)} · {version.by ?? '导入'}
              {index > 0 && can.publish ? (
                <form method="post" action={adminPaths.listingVersions(editing.id)}>
                  <input type="hidden" name="version" value={version.version} />
                  <button class="link-button" type="submit" aria-label={`恢复第 ${version.version} 版`}>
                    恢复这一版
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ol>
      </details>
    ) : null}
    {editing.draft && can.write ? (
      <details class="editor-versions">
        <summary>丢弃草稿</summary>
        <p>草稿里没有发布的改动会消失，已发布的商品不变。</p>
        <form method="post" action={adminPaths.listingDiscard(editing.id)}>
          <input type="hidden" name="seq" value={seq} />
          <button class="button button-danger" type="submit">
            丢弃草稿
          </button>
        </form>
      </details>
    ) : null}
  </>
)
