import { expect, test } from 'vitest'
import { pageOfForm } from '../../src/http/form-address.ts'

test('the address of a form leads to the page it stands on, in either language', () => {
  const led: [string, string | null][] = [
    ['/admin/orders/7GQ4N2W8C3KD/refunds', '/admin/orders/7GQ4N2W8C3KD'],
    ['/admin/orders/7GQ4N2W8C3KD/refunds/ref_1/attempts', '/admin/orders/7GQ4N2W8C3KD'],
    ['/admin/account/password', '/admin/account'],
    ['/orders/7GQ4N2W8C3KD/cancellation', '/orders/7GQ4N2W8C3KD'],
    ['/en/orders/7GQ4N2W8C3KD/cancellation', '/en/orders/7GQ4N2W8C3KD'],
    // What answers by itself, what providers and programs call, and what is nothing at all.
    ['/admin/orders/7GQ4N2W8C3KD', null],
    ['/payments/wechatpay/notifications', null],
    ['/api/v1/orders/7GQ4N2W8C3KD/cancellation', null],
    ['/admin/orders/7GQ4N2W8C3KD/nothing', null],
    ['//evil.example/refunds', null],
  ]
  for (const [path, page] of led) expect([path, pageOfForm(path)]).toEqual([path, page])
})
