import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fenOf, yuanText } from '../../../src/payments/alipay/amount.ts'
import { readNotice } from '../../../src/payments/alipay/notice.ts'
import { beijing, isTheirs, rawInside, signedParameters } from '../../../src/payments/alipay/signing.ts'
import { payingPage } from '../../../src/payments/alipay/trade.ts'
import type { PaymentAttempt } from '../../../src/payments/schema.ts'
import { type FakeAlipay, fakeAlipay } from '../../support/providers/alipay.ts'
import { settingsWith } from '../../support/providers/merchants.ts'

let fake: FakeAlipay
/** The independent client, which knows nothing of ours; `as` says whose keys it holds. */
let client: AlipaySdk
let their: AlipaySdk
beforeAll(async () => {
  fake = await fakeAlipay()
  const { app, alipay } = fake.keys
  const usual = { appId: fake.ids.appId, keyType: 'PKCS8' as const, gateway: `${fake.origin}/gateway.do` }
  client = new AlipaySdk({ ...usual, privateKey: app.privateKey, alipayPublicKey: alipay.publicKey })
  // Alipay's side of it: signs with Alipay's key, looks with the app's.
  their = new AlipaySdk({ ...usual, privateKey: alipay.privateKey, alipayPublicKey: app.publicKey })
})
afterAll(() => fake.close())

const merchant = () => settingsWith(fake.settings).alipay!
const AT = Date.parse('2026-11-30T16:30:05Z')

test('the independent client finds our calls signed, whatever is in them, and not once they were changed', async () => {
  const biz = { out_trade_no: 'T_1', subject: '茶 100% & 蜂蜜=1' }
  const said = await signedParameters(merchant(), 'alipay.trade.query', biz, AT, {
    notify_url: '',
    a: '%2B+',
  })
  expect(said.timestamp).toBe('2026-12-01 00:30:05')
  expect(Object.keys(said)).not.toContain('notify_url')
  expect(their.checkNotifySignV2(said)).toBe(true)
  expect(their.checkNotifySignV2({ ...said, biz_content: said.biz_content!.replace('T_1', 'T_2') })).toBe(
    false,
  )
})

const paying = (amountFen = 31_600) => ({
  attempt: { outTradeNo: 'PAGE_1', amountFen, expiresAt: AT } as PaymentAttempt,
  ...{
    language: 'zh' as const,
    description: '普定 7GQ4-N2W8-C3KD',
    backTo: 'https://shop.test/orders/x/payment',
  },
})

test('a page of ours is opened by Alipay’s side', async () => {
  const page = await payingPage(merchant(), 'page', paying(), 'https://shop.test/n', Date.now())
  expect(fake.open(page)).toBe('PAGE_1')
  expect(() => fake.open(page.replace('PAGE_1', 'PAGE_2'))).toThrow('isv.invalid-signature')
})

test('our page is the page the independent client makes of the same words', async () => {
  const ours = new URL(await payingPage(merchant(), 'wap', paying(), 'https://shop.test/n', AT)).searchParams
  const theirs = new URL(
    client.pageExecute('alipay.trade.wap.pay', 'GET', {
      notify_url: ours.get('notify_url')!,
      return_url: ours.get('return_url')!,
      timestamp: ours.get('timestamp')!,
      bizContent: JSON.parse(ours.get('biz_content')!),
    } as never),
  ).searchParams
  expect(JSON.parse(ours.get('biz_content')!)).toEqual(JSON.parse(theirs.get('biz_content')!))
  for (const name of ['method', 'app_id', 'charset', 'version', 'sign_type', 'notify_url', 'return_url'])
    expect([name, ours.get(name)]).toEqual([name, theirs.get(name)])
})

describe('what they sign', () => {
  test('an answer is looked at as it stands in the text, by us as by the independent client', async () => {
    const body = await (
      await fetch(
        `${fake.origin}/gateway.do?${new URLSearchParams(await signedParameters(merchant(), 'alipay.trade.query', { out_trade_no: 'PAGE_1' }, Date.now()))}`,
        { method: 'POST' },
      )
    ).text()
    const inside = rawInside(body, 'alipay_trade_query_response')!
    const signature = (JSON.parse(body) as { sign: string }).sign
    expect(() => client.checkResponseSign(body, 'alipay_trade_query_response', signature, '')).not.toThrow()
    expect(await isTheirs(merchant(), inside, signature)).toBe(true)
    expect(await isTheirs(merchant(), JSON.stringify(JSON.parse(inside)), signature)).toBe(
      !inside.includes('\\/'),
    )
    expect(await isTheirs(merchant(), `${inside} `, signature)).toBe(false)
  })

  test.each([
    ['{"a_response":{"x":"}\\"{"},"sign":"s"}', '{"x":"}\\"{"}'],
    ['{"sign":"s","a_response": {"y":{"z":1}}}', '{"y":{"z":1}}'],
    ['{"a_response":"none"}', null],
    ['{}', null],
  ])('the object inside %s', (body, inside) => {
    expect(rawInside(body, 'a_response')).toBe(inside)
  })

  test('a notice the independent client believes is believed, empty values and all; changed, by neither', async () => {
    const body = fake.notice({
      out_trade_no: 'T_2',
      trade_status: 'TRADE_SUCCESS',
      total_amount: '316.00',
      subject: '100% +茶',
    })
    const told = Object.fromEntries(new URLSearchParams(body))
    expect(client.checkNotifySignV2(told)).toBe(true)
    expect(await readNotice(merchant(), body)).toMatchObject({
      outTradeNo: 'T_2',
      amountFen: 31_600,
      state: 'paid',
      ours: true,
    })
    const changed = body.replace('316.00', '316.01')
    expect(client.checkNotifySignV2(Object.fromEntries(new URLSearchParams(changed)))).toBe(false)
    expect(await readNotice(merchant(), changed)).toEqual({ refused: 'wrong_signature' })
  })

  test('a notice signed by somebody else, asking for SHA-1, or in another charset is refused', async () => {
    const words = { out_trade_no: 'T_2', trade_status: 'TRADE_SUCCESS', total_amount: '316.00' }
    const wrong = { refused: 'wrong_signature' }
    expect(await readNotice(merchant(), fake.notice(words, fake.keys.stranger.privateKey))).toEqual(wrong)
    expect(
      await readNotice(merchant(), fake.notice(words).replace('sign_type=RSA2', 'sign_type=RSA')),
    ).toEqual(wrong)
    expect(await readNotice(merchant(), '')).toEqual(wrong)
    expect(await readNotice(merchant(), fake.notice({ ...words, charset: 'gbk' }))).toEqual({
      refused: 'charset',
    })
  })

  test('another app or another seller is not ours, however well it is signed', async () => {
    const words = { out_trade_no: 'T_2', trade_status: 'TRADE_SUCCESS', total_amount: '316.00' }
    const others: Record<string, string>[] = [
      { app_id: '2021000000000002' },
      { seller_id: '2088000000000002' },
    ]
    for (const more of others)
      expect(await readNotice(merchant(), fake.notice({ ...words, ...more }))).toMatchObject({ ours: false })
  })
})

test('fen and yuan are the same money both ways, without fractions of a float', () => {
  for (const fen of [1, 9, 10, 99, 100, 1_005, 31_600, 1_999_999, 99_999_999_99])
    expect(fenOf(yuanText(fen))).toBe(fen)
  expect(['316', '316.5', '0.01'].map((text) => fenOf(text))).toEqual([31_600, 31_650, 1])
  for (const text of ['', '1.234', '-1', '1e3', ' 1', 'NaN', null, undefined]) expect(fenOf(text)).toBeNull()
  expect(beijing(AT)).toBe('2026-12-01 00:30:05')
})
