import { Amount } from '../cart/group-parts.tsx'
import type { Ctx } from '../http/context.ts'
import { renderPage } from '../ui/document.tsx'
import type { TradeState } from './gateway.ts'

type Trade = { outTradeNo: string; amountFen: number; state: TradeState }

/** The sandbox provider's own page: pay or fail, nothing else. */
export function sandboxPage(c: Ctx, { outTradeNo, amountFen, state }: Trade) {
  const { t, paths } = c.var.visit
  const texts = t.orders
  const open = state === 'unpaid'
  const body = (
    <div class="payment wrap">
      <h1>{texts.sandboxTitle}</h1>
      <p class="payment-amount">
        <span>{texts.amount}</span>
        <Amount fen={amountFen} strong />
      </p>
      <p class="notice-info">{open ? texts.sandboxNote : texts.sandboxState}</p>
      {open ? (
        <form class="payment-ways" method="post" action={paths.sandbox(outTradeNo)}>
          <button class="button button-primary button-wide" name="outcome" value="success" type="submit">
            {texts.sandboxSuccess}
          </button>
          <button class="button button-secondary button-wide" name="outcome" value="failure" type="submit">
            {texts.sandboxFailure}
          </button>
        </form>
      ) : (
        <a href={paths.orders}>{texts.title}</a>
      )}
    </div>
  )
  return renderPage(c, { title: texts.sandboxTitle, noindex: true, hideTabBar: true }, body)
}
