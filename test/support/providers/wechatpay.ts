import { createCipheriv, createSign, createVerify, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BillMood, servedBill, wechatBill } from './bills.ts'
import { rsaPair } from './keys.ts'
import type { Mood } from './mood.ts'

type Trade = {
  body: string
  fen: number
  state: string
  notifyUrl: string
  path: string
  /** UTC ms. */
  paidAt?: number
}
type Refund = {
  outTradeNo: string
  fen: number
  totalFen: number
  status: string
  notifyUrl: string
  body: string
  at: number
}
type Told = { status: number; body: unknown }

const SKEW_S = 300

/**
 * WeChat Pay APIv3 as its documents describe it, with books of its own; built on Node's cryptography, apart from ours.
 * It refuses what the real one refuses: wrong signatures, another body under a known number, more money back than came.
 */
export async function fakeWechatPay({ now = () => Date.now() } = {}) {
  const [merchant, platform, stranger] = [rsaPair(), rsaPair(), rsaPair()]
  const ids = {
    appId: 'wx8888888888888888',
    merchantId: '1900000109',
    serial: '3775B6A45ACD588826D15E583A95F5DD',
  }
  const secret = randomBytes(16).toString('hex')
  const apiV3Key = randomBytes(16).toString('hex')
  const publicKeyId = 'PUB_KEY_ID_0119000001092024'
  const trades = new Map<string, Trade>()
  const refunds = new Map<string, Refund>()
  const moods: Mood[] = []
  const asked: string[] = []
  /** What becomes of refunds that are asked for. */
  const answers = { refund: 'SUCCESS', bill: 'gzip' as BillMood }
  /** Bills that were asked for, by the token of their place. */
  const bills = new Map<string, Buffer>()

  const seconds = () => Math.floor(now() / 1000)
  const signText = (key: string, text: string) => createSign('RSA-SHA256').update(text).sign(key, 'base64')

  /** The headers under which the platform says something. */
  function signedHeaders(body: string, mood: Mood = 'truth'): Record<string, string> {
    if (mood === 'unsigned') return {}
    const timestamp = String(seconds() + (mood === 'skewed' ? SKEW_S + 1 : 0))
    const nonce = randomBytes(16).toString('hex')
    const key = mood === 'wrong_signature' ? stranger.privateKey : platform.privateKey
    return {
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Signature': signText(key, `${timestamp}\n${nonce}\n${body}\n`),
      'Wechatpay-Serial': mood === 'unknown_serial' ? 'PUB_KEY_ID_0000000000000000' : publicKeyId,
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    }
  }

  function isAuthorized(request: IncomingMessage, body: string): boolean {
    const parts = Object.fromEntries(
      [...(request.headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const text = [request.method, request.url, parts.timestamp, parts.nonce_str, body, ''].join('\n')
    return (
      parts.mchid === ids.merchantId &&
      parts.serial_no === ids.serial &&
      Math.abs(Number(parts.timestamp) - seconds()) <= SKEW_S &&
      createVerify('RSA-SHA256')
        .update(text)
        .verify(merchant.publicKey, parts.signature ?? '', 'base64')
    )
  }

  const transaction = (outTradeNo: string, { fen, state }: Trade) => ({
    ...{ appid: ids.appId, mchid: ids.merchantId, out_trade_no: outTradeNo, trade_state: state },
    ...(state === 'SUCCESS' || state === 'REFUND' ? { transaction_id: `4200${outTradeNo}` } : {}),
    amount: { total: fen, payer_total: fen, currency: 'CNY', payer_currency: 'CNY' },
  })
  const refundOf = (outRefundNo: string, { outTradeNo, fen, totalFen, status }: Refund) => ({
    ...{ out_refund_no: outRefundNo, out_trade_no: outTradeNo, status },
    amount: { refund: fen, total: totalFen, currency: 'CNY' },
  })
  const failed = (status: number, code: string): Told => ({ status, body: { code, message: code } })

  function create(product: string, body: string): Told {
    const told = JSON.parse(body)
    const known = trades.get(told.out_trade_no)
    if (JSON.stringify(told).includes('null')) return failed(400, 'PARAM_ERROR')
    if (!/^[0-9A-Za-z_]{6,32}$/.test(told.out_trade_no) || /[\u{10000}-\u{10ffff}]/u.test(body))
      return failed(400, 'PARAM_ERROR')
    if (told.appid !== ids.appId || told.mchid !== ids.merchantId) return failed(400, 'APPID_MCHID_NOT_MATCH')
    if (known && known.body !== body) return failed(400, 'INVALID_REQUEST')
    if (known && known.state !== 'NOTPAY')
      return failed(400, known.state === 'CLOSED' ? 'ORDER_CLOSED' : 'ORDERPAID')
    if (product === 'jsapi' && !told.payer?.openid) return failed(400, 'PARAM_ERROR')
    if (product === 'h5' && !told.scene_info?.payer_client_ip) return failed(400, 'PARAM_ERROR')
    trades.set(told.out_trade_no, {
      ...{ body, fen: told.amount.total, state: 'NOTPAY', notifyUrl: told.notify_url, path: product },
    })
    const made = {
      native: { code_url: `weixin://wxpay/bizpayurl?pr=${told.out_trade_no}` },
      h5: { h5_url: `${origin()}/h5?prepay_id=${told.out_trade_no}` },
      jsapi: { prepay_id: `wx${told.out_trade_no}` },
    }
    return { status: 200, body: made[product as keyof typeof made] }
  }

  function refund(body: string): Told {
    const told = JSON.parse(body)
    const trade = trades.get(told.out_trade_no)
    const known = refunds.get(told.out_refund_no)
    if (known) {
      // The same number with another sum is refused, never done.
      if (known.body !== body) return failed(400, 'INVALID_REQUEST')
      return { status: 200, body: refundOf(told.out_refund_no, known) }
    }
    if (!trade || !['SUCCESS', 'REFUND'].includes(trade.state)) return failed(404, 'RESOURCE_NOT_EXISTS')
    const before = [...refunds.values()].filter(
      (own) => own.outTradeNo === told.out_trade_no && own.status !== 'CLOSED' && own.status !== 'ABNORMAL',
    )
    const back = before.reduce((sum, { fen }) => sum + fen, 0)
    if (told.amount.total !== trade.fen || back + told.amount.refund > trade.fen)
      return failed(400, 'INVALID_REQUEST')
    const made = {
      ...{ outTradeNo: told.out_trade_no, fen: told.amount.refund, totalFen: trade.fen },
      ...{ status: answers.refund, notifyUrl: told.notify_url, body, at: now() },
    }
    refunds.set(told.out_refund_no, made)
    if (made.status === 'SUCCESS') trade.state = 'REFUND'
    return { status: 200, body: refundOf(told.out_refund_no, made) }
  }

  /** Where a day's bill lies, and its hash. */
  function bill(day: string): Told {
    const text = answers.bill === 'empty' ? null : wechatBill(day, ids, trades, refunds)
    if (text === null) return failed(400, 'NO_STATEMENT_EXIST')
    const { bytes, hash } = servedBill(text, answers.bill)
    const token = randomUUID()
    bills.set(token, bytes)
    const host = answers.bill === 'elsewhere' ? origin().replace('127.0.0.1', 'localhost') : origin()
    const place = `${host}/v3/billdownload/file?token=${token}`
    return { status: 200, body: { download_url: place, hash_type: 'SHA1', hash_value: hash } }
  }

  function answer(method: string, path: string, body: string): Told {
    const [, day] = /^\/v3\/bill\/tradebill\?bill_date=([\d-]+)&bill_type=ALL&tar_type=GZIP$/.exec(path) ?? []
    if (day) return bill(day)
    const [, product] = /^\/v3\/pay\/transactions\/(native|h5|jsapi)$/.exec(path) ?? []
    if (method === 'POST' && product) return create(product, body)
    const [, number, closing] =
      /^\/v3\/pay\/transactions\/out-trade-no\/(\w+)(\/close)?(?:\?.*)?$/.exec(path) ?? []
    const trade = number ? trades.get(number) : undefined
    if (number && !trade) return failed(404, 'ORDER_NOT_EXIST')
    if (number && closing && trade) {
      if (trade.state === 'SUCCESS' || trade.state === 'REFUND') return failed(400, 'ORDERPAID')
      trade.state = 'CLOSED'
      return { status: 204, body: null }
    }
    if (number && trade) return { status: 200, body: transaction(number, trade) }
    if (method === 'POST' && path === '/v3/refund/domestic/refunds') return refund(body)
    const [, refundNo] = /^\/v3\/refund\/domestic\/refunds\/([\w-]+)$/.exec(path) ?? []
    const kept = refundNo ? refunds.get(refundNo) : undefined
    return kept ? { status: 200, body: refundOf(refundNo!, kept) } : failed(404, 'RESOURCE_NOT_EXISTS')
  }

  /** What a buyer's browser opens over there: the page of H5, and who somebody is in WeChat. */
  function pageAt(address: string) {
    const url = new URL(address, origin())
    if (url.pathname === '/h5')
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
        body: '<h1>WeChat H5</h1>',
      }
    if (url.pathname === '/connect/oauth2/authorize') {
      const back = new URL(url.searchParams.get('redirect_uri')!)
      back.search = new URLSearchParams({ code: 'CODE', state: url.searchParams.get('state')! }).toString()
      return { status: 302, headers: { Location: back.href }, body: '' }
    }
    if (url.pathname === '/sns/oauth2/access_token') {
      const known = url.searchParams.get('secret') === secret && url.searchParams.get('code') === 'CODE'
      const body = JSON.stringify(known ? { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' } : { errcode: 40029 })
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body }
    }
    return null
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const page = pageAt(request.url!)
    if (page) {
      response.writeHead(page.status, page.headers).end(page.body)
      return
    }
    const token = new URL(request.url!, origin()).searchParams.get('token')
    const file = token ? bills.get(token) : undefined
    if (file && isAuthorized(request, '')) {
      // The file itself is not signed.
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(file)
      return
    }
    const mood = moods.shift() ?? 'truth'
    asked.push(`${request.method} ${request.url}`)
    if (mood === 'away') {
      request.socket.destroy()
      return
    }
    const told = !isAuthorized(request, body)
      ? failed(401, 'SIGN_ERROR')
      : mood === 'throttled'
        ? failed(429, 'FREQUENCY_LIMITED')
        : mood === 'failing'
          ? failed(500, 'SYSTEM_ERROR')
          : answer(request.method!, request.url!, body)
    if (mood === 'lost') {
      request.socket.destroy()
      return
    }
    const text = told.body === null ? '' : JSON.stringify(told.body)
    response.writeHead(told.status, { 'Content-Type': 'application/json', ...signedHeaders(text, mood) })
    response.end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  /** A callback as it comes: headers and body. `inside` is what it seals. */
  function callback(type: string, inside: unknown, mood: Mood = 'truth', id: string = randomUUID()) {
    const [nonce, aad] = [
      randomBytes(6).toString('hex'),
      type.startsWith('REFUND') ? 'refund' : 'transaction',
    ]
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
    cipher.setAAD(Buffer.from(aad))
    const sealed = Buffer.concat([cipher.update(JSON.stringify(inside)), cipher.final(), cipher.getAuthTag()])
    const resource = {
      ...{ algorithm: 'AEAD_AES_256_GCM', ciphertext: sealed.toString('base64'), nonce },
      ...{ associated_data: aad, original_type: aad },
    }
    const body = JSON.stringify({
      ...{ id, create_time: new Date(now()).toISOString(), event_type: type },
      ...{ resource_type: 'encrypt-resource', summary: '', resource },
    })
    return { headers: { 'Content-Type': 'application/json', ...signedHeaders(body, mood) }, body }
  }

  return {
    ...{ trades, refunds, moods, asked, answers, callback, signedHeaders },
    keys: { merchant, platform, apiV3Key, publicKeyId },
    ids,
    origin: origin(),
    /** What the shop is set up with. */
    settings: {
      WECHATPAY_BASE_URL: origin(),
      WECHATPAY_APPID: ids.appId,
      WECHATPAY_MCHID: ids.merchantId,
      WECHATPAY_MERCHANT_SERIAL: ids.serial,
      WECHATPAY_PRIVATE_KEY: merchant.privateKey,
      WECHATPAY_API_V3_KEY: apiV3Key,
      WECHATPAY_PUBLIC_KEY_ID: publicKeyId,
      WECHATPAY_PUBLIC_KEY: platform.publicKey,
    },
    /** What it is set up with besides, to pay inside WeChat. */
    inside: { WECHAT_APP_SECRET: secret, WECHAT_OAUTH_BASE_URL: origin(), WECHAT_API_BASE_URL: origin() },
    /** The buyer pays a trade; answers its callback. */
    pay(outTradeNo: string) {
      const trade = trades.get(outTradeNo)
      if (trade?.state !== 'NOTPAY') throw new Error(`${outTradeNo} cannot be paid`)
      trade.state = 'SUCCESS'
      trade.paidAt = now()
      return callback('TRANSACTION.SUCCESS', transaction(outTradeNo, trade))
    },
    /** A refund ends; answers its callback. */
    endRefund(outRefundNo: string, status: 'SUCCESS' | 'CLOSED' | 'ABNORMAL') {
      const kept = refunds.get(outRefundNo)!
      kept.status = status
      const { status: word, ...told } = refundOf(outRefundNo, kept)
      return callback(`REFUND.${status}`, { ...told, mchid: ids.merchantId, refund_status: word })
    },
    close: () => new Promise<void>((done) => void server.close(() => done())),
  }
}

export type FakeWechatPay = Awaited<ReturnType<typeof fakeWechatPay>>
