import { adminPaths } from '../../urls.ts'
import type { OrderDeskProps } from './order-page.tsx'

/** An order that cannot end: its trade stays open at the provider, and nobody asks for it to be closed any more. */
export const StuckClosing = ({ stuckId, mayKeepOutbox }: OrderDeskProps) =>
  stuckId === null ? null : (
    <section class="admin-waiting">
      <h2>订单停在取消中</h2>
      <p>请支付渠道关闭交易的事已被放弃，订单不会自己结束，商品和地块仍被占用。</p>
      {mayKeepOutbox ? (
        <form method="post" action={adminPaths.outboxAttempt(stuckId)} data-once>
          <button class="button button-secondary" type="submit">
            重新请渠道关闭
          </button>
        </form>
      ) : (
        <p>请财务或店主重新办理。</p>
      )}
    </section>
  )
