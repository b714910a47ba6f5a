import { countDown, watchPayment } from './payment-watch.ts'
import { openWechatPay } from './wechat-pay.ts'

/** The clock of what is held or unpaid, and the wait for the server's word. */
export function enhance(page: Document): void {
  countDown(page)
  watchPayment(page)
  openWechatPay(page)
}
