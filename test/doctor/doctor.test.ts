import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examine } from '../../src/dev/doctor.ts'
import { backupFindings } from '../../src/doctor/backups.ts'
import { type Deployment, deploymentFindings } from '../../src/doctor/deployment.ts'
import type { Finding, Told } from '../../src/doctor/finding.ts'
import { keyFindings } from '../../src/doctor/keys.ts'
import { asStarted, type Machine, machineFindings } from '../../src/doctor/machine.ts'
import { type Fetch, ownFindings, providerFindings } from '../../src/doctor/reaching.ts'
import { payingFinding, settingsFindings } from '../../src/doctor/settings.ts'
import { type FakeAlipay, fakeAlipay } from '../support/providers/alipay.ts'
import { rsaPair } from '../support/providers/keys.ts'
import { type FakeWechatPay, fakeWechatPay } from '../support/providers/wechatpay.ts'

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
const [own, theirs] = [rsaPair(), rsaPair()]
/** A shop whose settings are all in order. */
const WHOLE: Told = {
  ...{ APP_ENV: 'production', PUBLIC_URL: 'https://shop.example' },
  ...{ SESSION_SECRET: 's'.repeat(32), PHONE_PEPPER: 'p'.repeat(32), PHONE_KEY: 'k'.repeat(32) },
  ...{ WECHATPAY_APPID: 'wx8888888888888888', WECHATPAY_MCHID: '1900000109' },
  WECHATPAY_MERCHANT_SERIAL: '3775B6A45ACD588826D15E583A95F5DD00000000',
  ...{ WECHATPAY_PRIVATE_KEY: own.privateKey, WECHATPAY_API_V3_KEY: 'v'.repeat(32) },
  ...{ WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0119000001', WECHATPAY_PUBLIC_KEY: theirs.publicKey },
  ...{ ALIPAY_APP_ID: '2021000000000001', ALIPAY_SELLER_ID: '2088000000000001' },
  ...{ ALIPAY_PRIVATE_KEY: own.privateKey, ALIPAY_PUBLIC_KEY: theirs.publicKey },
  WECOM_WEBHOOK_URL: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
}
const wrongs = (findings: Finding[]) =>
  findings.filter(({ is }) => is === 'wrong').map(({ sentence }) => sentence)
const examined = async (told: Told) =>
  wrongs([...settingsFindings(told), ...payingFinding(told), ...(await keyFindings(told, NOW))])

test('a shop that is set up has nothing wrong', async () => {
  expect(await examined(WHOLE)).toEqual([])
  expect(settingsFindings(WHOLE).map(({ is }) => is)).toContain('good')
})

const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const FAULTS: [fault: string, more: Told, told: RegExp | string][] = [
  ['no secret', { PHONE_KEY: undefined }, 'PHONE_KEY is missing or shorter than 16 characters.'],
  ['one secret twice', { PHONE_KEY: 's'.repeat(32) }, /must differ from each other/],
  ['a kind of shop nobody knows', { APP_ENV: 'prod' }, 'APP_ENV is neither development nor production.'],
  ['a clock that is moved', { SHOP_NOW: '2026-11-23' }, 'SHOP_NOW is refused in production.'],
  ['no address', { PUBLIC_URL: '' }, 'PUBLIC_URL is missing.'],
  ['an address without TLS', { PUBLIC_URL: 'http://shop.example' }, /PUBLIC_URL is not https/],
  ['an address of a machine', { PUBLIC_URL: 'https://127.0.0.1' }, /PUBLIC_URL is no name of a domain/],
  ['an address with a path', { PUBLIC_URL: 'https://shop.example/shop' }, /PUBLIC_URL holds more/],
  ['half of WeChat Pay', { WECHATPAY_MCHID: undefined }, /^WECHATPAY_MCHID is missing/],
  ['half of Alipay', { ALIPAY_SELLER_ID: undefined }, /^ALIPAY_SELLER_ID is missing/],
  ['a key a character short', { WECHATPAY_API_V3_KEY: 'v'.repeat(31) }, /WECHATPAY_API_V3_KEY is not 32/],
  ['an app id of another kind', { WECHATPAY_APPID: 'gh_1234' }, /^WECHATPAY_APPID does not look like one/],
  ['a merchant number with a letter', { WECHATPAY_MCHID: '19000o0109' }, /^WECHATPAY_MCHID does not look/],
  ['a serial in small letters', { WECHATPAY_MERCHANT_SERIAL: 'a'.repeat(40) }, /^WECHATPAY_MERCHANT_SERIAL/],
  ['a key’s id that is a serial', { WECHATPAY_PUBLIC_KEY_ID: '3775B6' }, /^WECHATPAY_PUBLIC_KEY_ID does/],
  ['a seller that is an app', { ALIPAY_SELLER_ID: '2021000000000001' }, /^ALIPAY_SELLER_ID does not look/],
  ['an app id with a digit lost', { ALIPAY_APP_ID: '202100000000000' }, /^ALIPAY_APP_ID does not look/],
  [
    'a key of the older kind',
    { ALIPAY_PRIVATE_KEY: own.privateKey.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY') },
    /ALIPAY_PRIVATE_KEY holds RSA PRIVATE KEY/,
  ],
  [
    'a key cut short',
    { WECHATPAY_PRIVATE_KEY: own.privateKey.replace(/\n.{64}\n/, '\n') },
    'WECHATPAY_PRIVATE_KEY cannot be read as an RSA key in PKCS#8.',
  ],
  [
    'our own public key for theirs',
    { ALIPAY_PUBLIC_KEY: createPublicKey(own.privateKey).export({ type: 'spki', format: 'pem' }).toString() },
    /^ALIPAY_PUBLIC_KEY is the public half of ALIPAY_PRIVATE_KEY/,
  ],
  ['a small key', { ALIPAY_PRIVATE_KEY: small }, /ALIPAY_PRIVATE_KEY has 1024 bits/],
  ['no certificate', { WECHATPAY_CERTIFICATES: 'none' }, /holds no certificate in PEM/],
  [
    'a certificate that is none',
    { WECHATPAY_CERTIFICATES: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' },
    /Certificate 1 of WECHATPAY_CERTIFICATES cannot be read/,
  ],
  ['a setting with a letter wrong', { WECOM_WEBHOK_URL: 'https://qyapi' }, /^WECOM_WEBHOK_URL is no setting/],
  [
    'the account of the example',
    { BANK_ACCOUNT_NAME: '普定县某某公司', BANK_ACCOUNT_NO: '0'.repeat(16), BANK_NAME: '某某银行普定支行' },
    /are those of the example/,
  ],
  [
    'a robot without TLS',
    { WECOM_WEBHOOK_URL: 'http://qyapi' },
    'WECOM_WEBHOOK_URL is not an https address.',
  ],
]
test.each(FAULTS)('%s is said in a sentence that holds no secret', async (_, more, told) => {
  const found = await examined({ ...WHOLE, ...more })
  expect(found).toEqual([typeof told === 'string' ? told : expect.stringMatching(told)])
  for (const secret of ['ssss', 'pppp', 'kkkk', 'vvvv', own.privateKey.slice(40, 80)])
    expect(found.join()).not.toContain(secret)
})

test('a shop is said to start only where it does, and a robot to be set up only under its own name', () => {
  const starts = (told: Told) => settingsFindings(told).some(({ sentence }) => /shop starts/.test(sentence))
  expect([starts(WHOLE), starts({ ...WHOLE, ALIPAY_SELLER_ID: undefined })]).toEqual([true, false])
  const { WECOM_WEBHOOK_URL, ...without } = WHOLE
  const said = settingsFindings({ ...without, WECOM_WEBHOK_URL: WECOM_WEBHOOK_URL })
  expect(said.map(({ sentence }) => sentence)).toContain('Not set up: the 企业微信 robot.')
})

test('a shop nobody can pay in says so, unless it is on a laptop', () => {
  const { APP_ENV, PUBLIC_URL } = WHOLE
  expect(wrongs(payingFinding({ APP_ENV, PUBLIC_URL }))).toEqual([expect.stringMatching(/^No way to pay/)])
  expect(payingFinding({ APP_ENV: 'development' })).toEqual([])
})

test('wrangler.toml as it comes, and what is left out or does not belong there', () => {
  const whole: Deployment = {
    d1_databases: [{ binding: 'DB', database_id: '4b1e2c3d-0000-4000-8000-000000000000' }],
    r2_buckets: [{ binding: 'MEDIA', bucket_name: 'puding-shop-media' }],
    triggers: { crons: ['* * * * *'] },
    vars: { APP_ENV: 'production', WECHATPAY_PUBLIC_KEY: 'pem' },
  }
  const of = (more: Deployment, told = {}) => wrongs(deploymentFindings({ ...whole, ...more }, told))
  expect(of({})).toEqual([])
  const zeros = { binding: 'DB', database_id: '00000000-0000-0000-0000-000000000000' }
  expect(of({ d1_databases: [zeros] })).toEqual([expect.stringMatching(/still zeros/)])
  expect(of({ d1_databases: [] })).toEqual([expect.stringMatching(/no D1 database/)])
  expect(of({ r2_buckets: [] })).toEqual([expect.stringMatching(/no R2 bucket/)])
  expect(of({ triggers: { crons: ['0 * * * *'] } })).toEqual([
    expect.stringMatching(/no trigger each minute/),
  ])
  expect(of({ vars: { PHONE_KEY: 'k' } })).toEqual([expect.stringMatching(/^PHONE_KEY stands in wrangler/)])
  expect(of({ vars: { SMTP_URL: 's' } })).toEqual([expect.stringMatching(/^SMTP_URL stands in wrangler/)])
  const byBinding = { MAIL_PROVIDER: 'cloudflare' }
  expect(of({}, byBinding)).toEqual([expect.stringMatching(/no send_email as EMAIL/)])
  expect(of({ send_email: [{ name: 'EMAIL' }] }, byBinding)).toEqual([])
})

describe('what answers at the shop’s address', () => {
  type Answer = [status: number, headers?: Record<string, string>]
  const RIGHT: Answer = [200, { Date: new Date(NOW).toUTCString() }]
  const site = (health: Answer | string | null, callback: Answer | null): Fetch => {
    return async (url) => {
      const told = url.endsWith('/healthz') ? health : callback
      if (!told) throw new TypeError('fetch failed')
      if (typeof told === 'string') throw new TypeError('fetch failed', { cause: { code: told } })
      return new Response(null, { status: told[0], headers: told[1] ?? {} })
    }
  }
  const of = async (ask: Fetch, more: Told = {}) => ownFindings({ ...WHOLE, ...more }, () => NOW, ask)

  test('is in order when the shop is there and its callbacks take nothing but a POST', async () => {
    const found = await of(site(RIGHT, [404]))
    expect(wrongs(found)).toEqual([])
    const told = found.map(({ sentence }) => sentence).join(' ')
    for (const path of ['wechatpay/notifications', 'wechatpay/refund-notifications', 'alipay/notifications'])
      expect(told).toContain(`https://shop.example/payments/${path}`)
  })

  test.each<[string, Answer | string | null, Answer | null, RegExp]>([
    ['a name nobody knows', 'ENOTFOUND', [404], /its name leads nowhere.*ENOTFOUND/],
    ['no proxy', 'ECONNREFUSED', [404], /nobody listens there.*ECONNREFUSED/],
    ['a certificate of its own', 'SELF_SIGNED_CERT_IN_CHAIN', [404], /its certificate is not good/],
    ['a firewall', 'UND_ERR_CONNECT_TIMEOUT', [404], /nothing comes back/],
    ['a proxy alone', [502], [404], /the shop behind it is not/],
    ['nobody', null, [404], /does not answer: look at its DNS/],
    ['another site', [404], [404], /healthz answers 404/],
    ['a redirect before the callbacks', RIGHT, [301], /is redirected \(301\)/],
    ['a gate before the callbacks', RIGHT, [403], /answers 403/],
    ['no callback', RIGHT, null, /callback .* does not answer/],
    ['another time', [200, { Date: new Date(NOW + 90_000).toUTCString() }], [404], /90 seconds off/],
  ])('is wrong with %s', async (_, health, callback, told) => {
    const found = wrongs(await of(site(health, callback)))
    expect(found.length).toBeGreaterThan(0)
    for (const sentence of found) expect(sentence).toMatch(told)
  })

  test('is only noted on a laptop, whose shop may be off', async () => {
    expect(wrongs(await of(site(null, null), { APP_ENV: 'development' }))).toEqual([])
  })
})

describe('providers, asked about an order nobody has', () => {
  let [wechat, alipay] = [] as unknown as [FakeWechatPay, FakeAlipay]
  beforeAll(async () => {
    wechat = await fakeWechatPay()
    alipay = await fakeAlipay()
  })
  afterAll(() => Promise.all([wechat.close(), alipay.close()]))
  const of = async (more: Told) => {
    const told = { ...WHOLE, WECOM_WEBHOOK_URL: undefined, ...wechat.settings, ...alipay.settings, ...more }
    return wrongs(await providerFindings({ ...told, APP_ENV: 'development' }, Date.now()))
  }

  test('say, signed, that there is none; a key of somebody else is not taken, nor another’s word believed', async () => {
    expect(await of({})).toEqual([])
    const other = rsaPair()
    const strange = { WECHATPAY_PRIVATE_KEY: other.privateKey, ALIPAY_PRIVATE_KEY: other.privateKey }
    expect(await of(strange)).toEqual([
      expect.stringMatching(/^WeChat Pay does not answer/),
      expect.stringMatching(/^Alipay does not answer/),
    ])
    const unknown = { WECHATPAY_PUBLIC_KEY: other.publicKey, ALIPAY_PUBLIC_KEY: other.publicKey }
    expect((await of(unknown)).length).toBe(2)
  })
})

describe('of a shop on one machine', () => {
  const file = (name: string, mode = 0o100600) => ({ name, owner: 998, mode })
  const MACHINE: Machine = {
    ...{ folder: '/var/lib/puding-shop', owner: 998, freeBytes: 20 * 1024 ** 3, fileSystem: 0xef53 },
    files: [file('shop.env'), file('secrets.env'), file('shop.db', 0o100644), file('media', 0o40755)],
  }
  const bare = { PUBLIC_URL: 'https://shop.example' }

  test('a folder in order has nothing wrong', () => {
    expect(wrongs(machineFindings(MACHINE, WHOLE))).toEqual([])
    expect(machineFindings(MACHINE, WHOLE)).toHaveLength(1)
  })

  test('before the first start secrets are not missed: they are made then', () => {
    const fresh = { ...MACHINE, files: [file('shop.env')] }
    expect(wrongs([...settingsFindings(asStarted(bare, fresh)), ...machineFindings(fresh, bare)])).toEqual([])
    expect(machineFindings(fresh, bare)[0]).toMatchObject({
      is: 'note',
      sentence: expect.stringMatching('first start'),
    })
  })

  test('secrets that are gone while there are rows are missed', () => {
    expect(wrongs(settingsFindings(asStarted(bare, MACHINE)))).toEqual([
      'SESSION_SECRET is missing or shorter than 16 characters.',
    ])
    expect(wrongs(machineFindings(MACHINE, bare))).toEqual([expect.stringMatching(/put secrets.env back/)])
  })

  test.each<[fault: string, more: Partial<Machine>, told: Told, sentence: RegExp]>([
    [
      'a file of another user',
      { files: [{ ...file('shop.db'), owner: 0 }] },
      WHOLE,
      /^Of another user than .* shop\.db\. .*chown/,
    ],
    [
      'many files of another user',
      { files: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...file(name), owner: 0 })) },
      WHOLE,
      /: a, b, c and 2 more\./,
    ],
    ['secrets that others can read', { files: [file('secrets.env', 0o100640)] }, WHOLE, /chmod 600/],
    ['a full disk', { freeBytes: 5e8 }, WHOLE, /Less than 1 GB/],
    ['a network share', { fileSystem: 0x6969 }, WHOLE, /network share/],
    ['a port where none is read', {}, { ...WHOLE, PORT: '80' }, /^PORT in shop.env counts for nothing/],
    ['mail by Cloudflare', {}, { ...WHOLE, MAIL_PROVIDER: 'cloudflare' }, /^MAIL_PROVIDER cloudflare/],
  ])('%s is one thing wrong', (_fault, more, told, sentence) => {
    const found = wrongs(machineFindings({ ...MACHINE, ...more }, told))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(sentence)
  })
  const BACKUP_URL = 'https://KEYID:verysecret%2F@oss.example/bucket/puding?region=oss'
  const BACKUP_PASSPHRASE = 'a passphrase of some length'

  test.each<[fault: string, told: Told, sentence: RegExp]>([
    ['a target without a passphrase', { BACKUP_URL }, /^BACKUP_URL is set and BACKUP_PASSPHRASE is not/],
    ['a short passphrase', { BACKUP_URL, BACKUP_PASSPHRASE: 'eleven char' }, /^BACKUP_PASSPHRASE is shorter/],
    [
      'a passphrase without a target',
      { BACKUP_PASSPHRASE },
      /^BACKUP_PASSPHRASE is set and BACKUP_URL is not/,
    ],
    ...Object.entries({
      'a target that is no address': 'verysecret',
      'a secret with a bare /': BACKUP_URL.replace('%2F', '/'),
      'a secret with a bare %': BACKUP_URL.replace('%2F', '%'),
      'a target without TLS': BACKUP_URL.replace('https', 'http'),
      'a target without a key': BACKUP_URL.replace('KEYID:verysecret%2F@', ''),
      'a target without a bucket': BACKUP_URL.replace('/bucket/puding', ''),
    }).map(([fault, url]): [string, Told, RegExp] => [
      fault,
      { BACKUP_URL: url, BACKUP_PASSPHRASE },
      /^BACKUP_URL .*: https:/,
    ]),
  ])('%s is one thing wrong, said without a secret', (_fault, told, sentence) => {
    const found = backupFindings(told)
    expect(found).toEqual([{ is: 'wrong', sentence: expect.stringMatching(sentence) }])
    expect(found[0]!.sentence).not.toMatch(/verysecret|KEYID|eleven char|some length/)
  })

  test('backups that leave the machine are said with where they go; those that stay, with what that does not guard against', async () => {
    const said = async (told: Told) =>
      (await examine({ told, machine: MACHINE, online: false })).filter(({ sentence }) =>
        /backups/i.test(sentence),
      )
    expect(await said({ BACKUP_URL, BACKUP_PASSPHRASE })).toEqual([
      { is: 'good', sentence: 'Backups are sealed and sent to oss.example/bucket/puding/.' },
    ])
    expect(await said({})).toEqual([
      { is: 'note', sentence: expect.stringMatching('only a copy elsewhere guards against losing it') },
    ])
  })
})
