import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCallback } from '../../../src/payments/wechatpay/callback.ts'
import { authorization, bridgeParams, distrust, opened } from '../../../src/payments/wechatpay/signing.ts'
import { settingsWith } from '../../support/providers/merchants.ts'
import { type FakeWechatPay, fakeWechatPay } from '../../support/providers/wechatpay.ts'

// The independent client, which knows nothing of ours.
const { Aes, Formatter, Rsa, Wechatpay } = createRequire(import.meta.url)('wechatpay-axios-plugin')

let fake: FakeWechatPay
beforeAll(async () => {
  fake = await fakeWechatPay()
})
afterAll(() => fake.close())

const merchantOf = (more = {}) => settingsWith({ ...fake.settings, ...more }).wechatPay!

const AT = 1_795_000_000_000
const stamp = String(AT / 1000)

describe('what we sign', () => {
  test('the independent client reads in our Authorization the signature of the very call', async () => {
    const call = {
      method: 'POST' as const,
      path: '/v3/pay/transactions/native?a=%E8%8C%B6',
      body: '{"描述":"茶"}',
    }
    const said = await authorization(merchantOf(), call, AT, 'NONCE')
    const parts = Object.fromEntries(
      [...said.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    expect(parts).toMatchObject({ mchid: fake.ids.merchantId, serial_no: fake.ids.serial, timestamp: stamp })
    const text = Formatter.request(call.method, call.path, parts.timestamp, parts.nonce_str, call.body)
    expect(Rsa.verify(text, parts.signature, fake.keys.merchant.publicKey)).toBe(true)
    expect(Rsa.verify(`${text} `, parts.signature, fake.keys.merchant.publicKey)).toBe(false)
  })

  test('what WeixinJSBridge gets is signed as the independent client signs it', async () => {
    const params = await bridgeParams(merchantOf(), 'wx201410272009395522657a690389285100', AT, 'NONCE')
    const text = Formatter.joinedByLineFeed(params.appId, params.timeStamp, params.nonceStr, params.package)
    expect(params.paySign).toBe(Rsa.sign(text, fake.keys.merchant.privateKey))
    expect(params).toMatchObject({ signType: 'RSA', timeStamp: stamp })
  })
})

describe('what they sign', () => {
  const body = JSON.stringify({ code_url: 'weixin://wxpay' })
  const signedBy = (key: string, at = AT, serial = fake.keys.publicKeyId) => {
    const timestamp = String(at / 1000)
    return new Headers({
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': 'N',
      'Wechatpay-Serial': serial,
      'Wechatpay-Signature': Rsa.sign(Formatter.response(timestamp, 'N', body), key),
    })
  }
  const theirs = () => fake.keys.platform.privateKey

  test('an answer the independent client signed is trusted; an empty one too', async () => {
    expect(await distrust(merchantOf(), signedBy(theirs()), body, AT)).toBeNull()
    const empty = new Headers(fake.signedHeaders(''))
    expect(await distrust(merchantOf(), empty, '', Date.now())).toBeNull()
  })

  test.each([
    ['300 s early', -300_000, null],
    ['300 s late', 300_000, null],
    ['301 s early', -301_000, 'skewed'],
    ['301 s late', 301_000, 'skewed'],
  ])('a clock that is %s', async (_, off, told) => {
    expect(await distrust(merchantOf(), signedBy(theirs(), AT + off), body, AT)).toBe(told)
  })

  test('one byte more, another key, an unknown serial, a probe and no signature are not trusted', async () => {
    const merchant = merchantOf()
    const own = fake.keys.merchant.privateKey
    expect(await distrust(merchant, signedBy(theirs()), `${body} `, AT)).toBe('wrong_signature')
    expect(await distrust(merchant, signedBy(own), body, AT)).toBe('wrong_signature')
    expect(await distrust(merchant, signedBy(theirs(), AT, 'PUB_KEY_ID_X'), body, AT)).toBe('unknown_serial')
    const probe = signedBy(theirs())
    probe.set('Wechatpay-Signature', `WECHATPAY/SIGNTEST/${probe.get('Wechatpay-Signature')}`)
    expect(await distrust(merchant, probe, body, AT)).toBe('wrong_signature')
    expect(await distrust(merchant, new Headers(), body, AT)).toBe('unsigned')
  })

  test('what the independent client sealed is opened, and nothing that was changed', async () => {
    const { apiV3Key } = fake.keys
    const text = JSON.stringify({ out_trade_no: 'T1', 备注: '茶' })
    const ciphertext = Aes.AesGcm.encrypt(text, apiV3Key, '0123456789ab', 'transaction')
    const sealed = { ciphertext, nonce: '0123456789ab', associated_data: 'transaction' }
    expect(await opened(merchantOf(), sealed)).toBe(text)
    expect(await opened(merchantOf(), { ...sealed, associated_data: 'refund' })).toBeNull()
    expect(await opened(merchantOf(), { ...sealed, nonce: '0123456789aB' })).toBeNull()
    expect(await opened(merchantOf(), { ...sealed, ciphertext: 'no base64!' })).toBeNull()
    expect(await opened(merchantOf({ WECHATPAY_API_V3_KEY: 'x'.repeat(32) }), sealed)).toBeNull()
  })

  test('a callback is read whole; re-ordered on its way, it is not trusted', async () => {
    const inside = {
      ...{ appid: fake.ids.appId, mchid: fake.ids.merchantId, out_trade_no: 'T_1', trade_state: 'SUCCESS' },
      amount: { total: 316, currency: 'CNY' },
    }
    const { headers, body: came } = fake.callback('TRANSACTION.SUCCESS', inside, 'truth', 'EV-1')
    const read = (text: string) => readCallback(merchantOf(), new Headers(headers), text, Date.now())
    expect(await read(came)).toMatchObject({ kind: 'trade', eventId: 'EV-1', told: { out_trade_no: 'T_1' } })
    const { id, ...rest } = JSON.parse(came)
    expect(await read(JSON.stringify({ ...rest, id }))).toEqual({ refused: 'wrong_signature' })
  })
})

test('the independent client takes the fake for WeChat Pay', async () => {
  const client = new Wechatpay({
    mchid: fake.ids.merchantId,
    serial: fake.ids.serial,
    privateKey: fake.keys.merchant.privateKey,
    certs: { [fake.keys.publicKeyId]: fake.keys.platform.publicKey },
    baseURL: `${fake.origin}/`,
  })
  const { data, status } = await client.v3.pay.transactions.native.post({
    ...{ appid: fake.ids.appId, mchid: fake.ids.merchantId, description: '茶', out_trade_no: 'INTEROP_1' },
    ...{
      notify_url: 'https://shop.test/payments/wechatpay/notifications',
      amount: { total: 1, currency: 'CNY' },
    },
  })
  expect([status, data.code_url]).toEqual([200, 'weixin://wxpay/bizpayurl?pr=INTEROP_1'])
})
