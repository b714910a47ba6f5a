import { expect, test } from 'vitest'
import { WrongSetting } from '../../src/env.ts'
import { isSetUp, METHODS, methodsAt, placeOf } from '../../src/payments/method.ts'
import { rsaPair } from '../support/providers/keys.ts'
import { settingsWith } from '../support/providers/merchants.ts'

const { privateKey, publicKey } = rsaPair()
const WECHAT = {
  WECHATPAY_APPID: 'wx8888888888888888',
  WECHATPAY_MCHID: '1900000109',
  WECHATPAY_MERCHANT_SERIAL: '3775B6A45ACD588826D15E583A95F5DD',
  WECHATPAY_PRIVATE_KEY: privateKey,
  WECHATPAY_API_V3_KEY: 'k'.repeat(32),
  WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  WECHATPAY_PUBLIC_KEY: publicKey,
}
const ALIPAY = {
  ALIPAY_APP_ID: '2021',
  ALIPAY_SELLER_ID: '2088',
  ALIPAY_PRIVATE_KEY: privateKey,
  ALIPAY_PUBLIC_KEY: publicKey,
}

test('a provider whose settings are missing is not offered; one that is set up by half is told by what is missing', () => {
  expect(METHODS.filter((method) => isSetUp(settingsWith({}), method))).toEqual(['sandbox'])
  for (const whole of [WECHAT, ALIPAY])
    for (const name of Object.keys(whole)) {
      const { [name]: _, ...rest } = whole as Record<string, string>
      expect(() => settingsWith(rest)).toThrow(new RegExp(`^${name} is missing`))
    }
  expect(() => settingsWith({ WECHAT_APP_SECRET: 's' })).toThrow('WECHATPAY_APPID is missing')
})

test.each([
  [
    'a key of the older kind',
    { ...WECHAT, WECHATPAY_PRIVATE_KEY: privateKey.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY') },
    'WECHATPAY_PRIVATE_KEY holds RSA PRIVATE KEY',
  ],
  ['no key', { ...ALIPAY, ALIPAY_PUBLIC_KEY: 'MIIB' }, 'ALIPAY_PUBLIC_KEY is not a PEM'],
  [
    'a private key where the public one is due',
    { ...ALIPAY, ALIPAY_PUBLIC_KEY: privateKey },
    'ALIPAY_PUBLIC_KEY holds PRIVATE KEY',
  ],
  [
    'a key of another length',
    { ...WECHAT, WECHATPAY_API_V3_KEY: 'k' },
    'WECHATPAY_API_V3_KEY is not 32 characters',
  ],
  ['no address', { ...ALIPAY, ALIPAY_GATEWAY_URL: 'openapi' }, 'ALIPAY_GATEWAY_URL is not a web address'],
])('%s is told by name, never by value', (_, env, told) => {
  const wrong = () => settingsWith(env)
  expect(wrong).toThrow(WrongSetting)
  expect(wrong).toThrow(told)
  expect(wrong).not.toThrow(/MII/)
})

test('a key on one line, its line ends spelt out, is the same key', () => {
  expect(
    settingsWith({ ...ALIPAY, ALIPAY_PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') }).alipay,
  ).not.toBeNull()
})

test('each place is offered what works there', () => {
  const all = settingsWith({ ...WECHAT, ...ALIPAY, WECHAT_APP_SECRET: 's' })
  const agents: [string, string[]][] = [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140', ['wechatpay_native', 'alipay_page', 'sandbox']],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148',
      ['wechatpay_h5', 'alipay_wap', 'sandbox'],
    ],
    ['Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.50', ['wechatpay_jsapi', 'sandbox']],
    ['', ['wechatpay_native', 'alipay_page', 'sandbox']],
  ]
  const order = { channel: 'online', placedAt: 0, payBefore: 30 * 60_000 }
  for (const [agent, methods] of agents) expect(methodsAt(all, placeOf(agent), order)).toEqual(methods)
})
