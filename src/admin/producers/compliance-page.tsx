import type { ProducerFinding, ProductFindings } from '../../catalog/listings/compliance.ts'
import type { UnreadyCounts } from '../../catalog/listings/counts.ts'
import type { ContactField } from '../../env.ts'
import type { endingLicences } from '../../settings/contact.ts'
import { adminPaths } from '../../urls.ts'
import { countText } from '../overview/tasks.ts'
import { CONTACT_NAMES } from '../settings/words.ts'

type ShopFindings = {
  missing: ContactField[]
  ending: ReturnType<typeof endingLicences>
  /** The year whose holidays are missing though it is near. */
  holidayYear: number | null
  nameless: number
}

type Props = {
  counts: UnreadyCounts
  /** Products really on sale whose producer lacks a licence. */
  unlicensed: number
  shop: ShopFindings
  producers: ProducerFinding[]
  products: ProductFindings[]
  lookedThrough: number
  next: string | null
  /** Whether the person may open the settings: others read what is missing without a link. */
  maySet: boolean
}

/** What stands against selling for real, each line with the way to where it is fixed. */
export const CompliancePage = ({
  counts,
  unlicensed,
  shop,
  producers,
  products,
  lookedThrough,
  next,
  maySet,
}: Props) => (
  <>
    <h1>合规检查</h1>
    <dl class="overview-tiles">
      <div>
        <dt>缺标签信息的商品</dt>
        <dd>{countText(counts.lacking)}</dd>
        <dd class="fine">补齐前不能正式销售</dd>
      </div>
      <div>
        <dt>在售的示例商品</dt>
        <dd>{countText(counts.sample)}</dd>
        <dd class="fine">不能收真实货款</dd>
      </div>
      <div>
        <dt>店铺要补的</dt>
        <dd>{shop.missing.length + shop.ending.length + (shop.holidayYear === null ? 0 : 1)}</dd>
        <dd class="fine">证照、备案、联系方式、节假日</dd>
      </div>
      <div>
        <dt>生产者证照</dt>
        <dd>{producers.length}</dd>
        <dd class="fine">
          {unlicensed ? `有 ${unlicensed} 个商品在真实销售，生产者缺证照` : '到期、未登记、缺编号'}
        </dd>
      </div>
    </dl>
    <ShopSection shop={shop} maySet={maySet} />
    <section aria-labelledby="producers">
      <h2 id="producers">生产者</h2>
      {producers.length || shop.nameless ? (
        <ul class="findings">
          {producers.map(({ id, nameZh, sentence }) => (
            <li>
              <a href={adminPaths.producer(id)}>{nameZh}</a>
              <span>{sentence}</span>
            </li>
          ))}
          {shop.nameless ? (
            <li>
              <a href={adminPaths.producers}>穿洞茶叶园区</a>
              <span>还有 {shop.nameless} 家茶企的名称待填，买家看不到它们。</span>
            </li>
          ) : null}
        </ul>
      ) : (
        <p>没有发现问题。</p>
      )}
    </section>
    <section aria-labelledby="products">
      <h2 id="products">商品</h2>
      {products.length ? (
        <ProductList products={products} />
      ) : (
        <p>{lookedThrough ? '这一页的商品没有发现问题。' : '还没有商品。'}</p>
      )}
      <p class="fine">
        这一页查了 {lookedThrough} 个商品。提醒按词表对照，是否合规由您判断；发布时会再查一遍。
      </p>
      {next ? (
        <a class="button button-secondary" href={next}>
          查下一页
        </a>
      ) : null}
    </section>
  </>
)

const ShopSection = ({ shop, maySet }: { shop: ShopFindings; maySet: boolean }) => {
  const lines: [href: string, name: string, sentence: string][] = [
    ...shop.missing.map((field): [string, string, string] => [
      adminPaths.shopSettings,
      CONTACT_NAMES[field],
      '还没有填，页脚和证照页要显示。',
    ]),
    ...shop.ending.map(({ field, until, ended }): [string, string, string] => [
      adminPaths.shopSettings,
      CONTACT_NAMES[field],
      ended ? `${until}，已经到期，请尽快换证。` : `${until}，快到期了，请提前办理延续。`,
    ]),
    ...(shop.holidayYear === null
      ? []
      : [
          [adminPaths.holidays, '节假日', `还没有 ${shop.holidayYear} 年的，请按国务院通知补上。`] as [
            string,
            string,
            string,
          ],
        ]),
  ]
  return (
    <section aria-labelledby="shop">
      <h2 id="shop">店铺</h2>
      {lines.length ? (
        <ul class="findings">
          {lines.map(([href, name, sentence]) => (
            <li>
              {maySet ? <a href={href}>{name}</a> : <b>{name}</b>}
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p>证照、备案和联系方式都已填好。</p>
      )}
    </section>
  )
}

const ProductList = ({ products }: { products: ProductFindings[] }) => (
  <ul class="findings">
    {products.map(({ id, nameZh, listed, sampleOnSale, missing, unlicensed, claims }) => (
      <li>
        <span>
          <a href={adminPaths.listing(id)}>{nameZh}</a> {listed ? null : <span class="tag">已下架</span>}
          {sampleOnSale ? <span class="tag tag-sample">示例在售</span> : null}
        </span>
        <span>
          {missing.length ? `标签缺：${missing.join('、')}` : '标签信息齐全'}
          {unlicensed.length ? <small>正在真实销售，生产者缺：{unlicensed.join('、')}</small> : null}
          {claims.map((claim) => (
            <small>{claim}</small>
          ))}
        </span>
      </li>
    ))}
  </ul>
)
