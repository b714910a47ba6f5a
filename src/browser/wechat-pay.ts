type Bridge = {
  invoke: (name: string, params: unknown, told: (answer: { err_msg?: string }) => void) => void
}
declare global {
  var WeixinJSBridge: Bridge | undefined
}

/**
 * Opens WeChat's own payment window at once, and again when the button is pressed. What the window says is a hint only: the
 * page asks the server.
 */
export function openWechatPay(page: Document): void {
  const button = page.querySelector<HTMLButtonElement>('[data-wechat-pay]')
  if (!button) return
  const params: unknown = JSON.parse(button.dataset.wechatPay ?? '{}')
  const open = () =>
    globalThis.WeixinJSBridge?.invoke('getBrandWCPayRequest', params, () => location.replace(location.href))
  button.addEventListener('click', open)
  if (globalThis.WeixinJSBridge) open()
  else page.addEventListener('WeixinJSBridgeReady', open, { once: true })
}
