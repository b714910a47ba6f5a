import { adminPaths } from '../../urls.ts'

/** Nobody should take a part for the whole. */
export const Capped = ({ shown, most }: { shown: number; most: number }) =>
  shown < most ? null : (
    <p class="notice-info">这里是等得最久的{most}笔。发出以后再打印，接着是后面的订单。</p>
  )

/** Back to the desk, and to the printer; neither is on the paper. */
export const PrintBar = ({ back = adminPaths.orders() }: { back?: string }) => (
  <p class="no-print admin-actions">
    <a href={back}>‹ 订单</a>
    <button class="button button-secondary" type="button" data-print hidden>
      打印
    </button>
  </p>
)
