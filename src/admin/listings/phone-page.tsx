import { adminPaths } from '../../urls.ts'

/** The product page of a draft as a phone of 390 px shows it. */
export const PhonePage = ({ id, nameZh, ready }: { id: string; nameZh: string; ready: boolean }) => (
  <>
    <p class="crumbs">
      <a href={adminPaths.listing(id)}>返回编辑</a>
    </p>
    <h1>手机预览：{nameZh || '新商品'}</h1>
    {ready ? (
      <>
        <p class="fine">这是草稿发布后的样子，顾客现在还看不到。预览里不能下单。</p>
        <iframe
          class="phone-frame"
          title={`${nameZh} 的手机页面`}
          src={adminPaths.listingFrame(id)}
          width={390}
          height={760}
          sandbox="allow-same-origin allow-scripts"
        />
      </>
    ) : (
      <p class="empty">暂时不能预览：请先填写一个单独出售的规格，并选择运费模板。</p>
    )}
  </>
)
