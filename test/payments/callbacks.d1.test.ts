import { expect, test } from 'vitest'
import { siteUrls } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

const CALLBACKS = [
  siteUrls.wechatNotifications.path,
  siteUrls.wechatRefundNotifications.path,
  siteUrls.alipayNotifications.path,
]
const send = (path: string, body: string) =>
  browser().send(path, { method: 'POST', body, headers: { 'Content-Type': 'text/plain' } })

test('a callback above 64 KB is refused before it is read, and one of a provider that is not set up is not there', async () => {
  await openShop()
  for (const path of CALLBACKS) {
    expect([path, (await send(path, ' '.repeat(65 * 1024))).status]).toEqual([path, 413])
    expect([path, (await send(path, '{}')).status]).toEqual([path, 404])
  }
})
