import { createSign, createVerify, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { alipayBill, type BillMood } from './bills.ts'
import { rsaPair } from './keys.ts'
import type { Mood } from './mood.ts'

type Trade = {
  fen: number
  status: string
  notifyUrl: string
  refundedFen: number
  expires: string
  /** UTC ms. */
  paidAt?: number
}
type Refund = { outTradeNo: string; fen: number; done: boolean; at: number }

const canonical = (parameters: Record<string, string>) =>
  Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)
const yuan = (fen: number) => (fen / 100).toFixed(2)

/**
 * Alipay's v2 gateway as its documents describe it, with books of its own; built on Node's cryptography, apart from ours. A
 * trade begins when its page is opened, as over there.
 */
export async function fakeAlipay({ now = () => Date.now() } = {}) {
  const [app, alipay, stranger] = [rsaPair(), rsaPair(), rsaPair()]
  const ids = { appId: '2021000000000001', sellerId: '2088000000000001' }
  const trades = new Map<string, Trade>()
  const refunds = new Map<string, Refund>()
  const moods: Mood[] = []
  const asked: string[] = []
  /** What becomes of refunds: moved at once, moved later, or never. */
  const answers = { refund: 'now' as 'now' | 'later' | 'never', bill: 'plain' as BillMood }
  /** Bills that were asked for, by their day. */
  const bills = new Map<string, Buffer>()
  const sign = (key: string, text: string) =>
    createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64')
  const beijing = () => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

  /** Why a call is refused before it is looked at; null when it is the app's own, signed in this hour of Beijing. */
  function refusal(parameters: Record<string, string>): string | null {
    const { sign: signature = '', ...signed } = parameters
    const verify = createVerify('RSA-SHA256').update(canonical(signed), 'utf8')
    if (parameters.app_id !== ids.appId) return 'isv.invalid-app-id'
    if (parameters.sign_type !== 'RSA2' || parameters.charset !== 'utf-8') return 'isv.invalid-signature-type'
    if (!verify.verify(app.publicKey, signature, 'base64')) return 'isv.invalid-signature'
    const at = Date.parse(`${parameters.timestamp!.replace(' ', 'T')}+08:00`)
    return Math.abs(at - now()) > 900_000 ? 'isv.invalid-timestamp' : null
  }

  const failed = (sub_code: string) => ({ code: '40004', msg: 'Business Failed', sub_code })
  const done = (more: Record<string, unknown>) => ({ code: '10000', msg: 'Success', ...more })
  const none = () => failed('ACQ.TRADE_NOT_EXIST')

  function answer(method: string, biz: Record<string, string>) {
    const { out_trade_no: number = '', out_request_no: request = '' } = biz
    if (method === 'alipay.data.dataservice.bill.downloadurl.query') {
      const day = biz.bill_date ?? ''
      const file = answers.bill === 'empty' ? null : alipayBill(day, ids.sellerId, trades, refunds)
      if (!file || biz.bill_type !== 'trade') return failed('isp.bill_not_exist')
      bills.set(day, file)
      return done({ bill_download_url: `${origin()}/downloadBillFile.resource?bizDates=${day}` })
    }
    const trade = trades.get(number)
    if (!trade) return none()
    if (method === 'alipay.trade.query')
      return done({
        out_trade_no: number,
        trade_status: trade.status,
        total_amount: yuan(trade.fen),
        trade_no: `2026${number}`,
      })
    if (method === 'alipay.trade.close') {
      if (trade.status !== 'WAIT_BUYER_PAY') return failed('ACQ.TRADE_STATUS_ERROR')
      trade.status = 'TRADE_CLOSED'
      return done({ out_trade_no: number })
    }
    const known = refunds.get(request)
    if (method === 'alipay.trade.refund') {
      const fen = fenOf(biz.refund_amount ?? '0')
      if (known && known.fen !== fen) return failed('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL')
      if (known) return done({ out_trade_no: number, fund_change: 'N', refund_fee: yuan(trade.refundedFen) })
      if (!['TRADE_SUCCESS'].includes(trade.status)) return failed('ACQ.TRADE_STATUS_ERROR')
      if (trade.refundedFen + fen > trade.fen) return failed('ACQ.SELLER_BALANCE_NOT_ENOUGH')
      const moved = answers.refund === 'now'
      refunds.set(request, { outTradeNo: number, fen, done: moved, at: now() })
      if (answers.refund === 'never') return failed('ACQ.SYSTEM_ERROR')
      trade.refundedFen += fen
      // All of it went back: the same word as for a trade nobody paid.
      if (trade.refundedFen === trade.fen) trade.status = 'TRADE_CLOSED'
      return done({
        out_trade_no: number,
        fund_change: moved ? 'Y' : 'N',
        refund_fee: yuan(trade.refundedFen),
      })
    }
    if (method === 'alipay.trade.fastpay.refund.query')
      return known?.done
        ? done({
            out_trade_no: number,
            out_request_no: request,
            refund_amount: yuan(known.fen),
            refund_status: 'REFUND_SUCCESS',
          })
        : done({ out_trade_no: number, out_request_no: request })
    return failed('isv.invalid-method')
  }

  /** A buyer opens the page: the trade begins. Answers whether it may be paid. */
  function open(address: string): string {
    const parameters = Object.fromEntries(new URL(address).searchParams)
    const why = refusal(parameters)
    if (why) throw new Error(why)
    const biz = JSON.parse(parameters.biz_content!)
    const codes = {
      'alipay.trade.page.pay': 'FAST_INSTANT_TRADE_PAY',
      'alipay.trade.wap.pay': 'QUICK_WAP_WAY',
    }
    if (biz.product_code !== codes[parameters.method as keyof typeof codes] || /[/=&]/.test(biz.subject))
      throw new Error('isv.invalid-parameter')
    const known = trades.get(biz.out_trade_no)
    if (!known) {
      const trade = { fen: fenOf(biz.total_amount), status: 'WAIT_BUYER_PAY', expires: biz.time_expire }
      trades.set(biz.out_trade_no, { ...trade, notifyUrl: parameters.notify_url!, refundedFen: 0 })
    }
    return biz.out_trade_no
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url!, origin())
    const parameters = {
      ...Object.fromEntries(url.searchParams),
      ...Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
    }
    const { method = '' } = parameters
    asked.push(method)
    const file = bills.get(url.searchParams.get('bizDates') ?? '')
    if (file) {
      response.writeHead(200, { 'Content-Type': 'application/zip' }).end(file)
      return
    }
    if (request.method === 'GET') {
      const number = open(url.href)
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<h1>Alipay ${number}</h1>`)
      return
    }
    const mood = moods.shift() ?? 'truth'
    if (mood === 'away') return void request.socket.destroy()
    // Its front fails: what it says is no answer of the gateway, and signed by nobody.
    if (mood === 'failing') return void response.writeHead(500).end('<html>500 Internal Server Error</html>')
    const why = refusal(parameters)
    const told = why
      ? { code: '40002', msg: 'Invalid Arguments', sub_code: why }
      : mood === 'throttled'
        ? { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error' }
        : answer(method, JSON.parse(parameters.biz_content ?? '{}'))
    if (mood === 'lost') return void request.socket.destroy()
    const inside = JSON.stringify(told).replaceAll('/', '\\/')
    const key = mood === 'wrong_signature' ? stranger.privateKey : alipay.privateKey
    const name = why ? 'error_response' : `${method.replaceAll('.', '_')}_response`
    const signature = mood === 'unsigned' ? '' : `,"sign":"${sign(key, inside)}"`
    response.writeHead(200, { 'Content-Type': 'application/json;charset=utf-8' })
    response.end(`{"${name}":${inside}${signature}}`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  /** A notice as it comes: a form. Empty values are signed like the others. */
  function notice(more: Record<string, string>, key = alipay.privateKey): string {
    const told: Record<string, string> = {
      ...{
        notify_id: randomUUID(),
        notify_time: beijing(),
        notify_type: 'trade_status_sync',
        charset: 'utf-8',
      },
      ...{ app_id: ids.appId, auth_app_id: ids.appId, seller_id: ids.sellerId, version: '1.0', body: '' },
      ...more,
    }
    return new URLSearchParams({ ...told, sign_type: 'RSA2', sign: sign(key, canonical(told)) }).toString()
  }
  const noticeOf = (outTradeNo: string) => {
    const { fen, status } = trades.get(outTradeNo)!
    return notice({
      out_trade_no: outTradeNo,
      trade_no: `2026${outTradeNo}`,
      trade_status: status,
      total_amount: yuan(fen),
    })
  }

  return {
    ...{ trades, refunds, moods, asked, answers, ids, notice, noticeOf, open },
    keys: { app, alipay, stranger },
    origin: origin(),
    settings: {
      ALIPAY_GATEWAY_URL: `${origin()}/gateway.do`,
      ALIPAY_APP_ID: ids.appId,
      ALIPAY_SELLER_ID: ids.sellerId,
      ALIPAY_PRIVATE_KEY: app.privateKey,
      ALIPAY_PUBLIC_KEY: alipay.publicKey,
    },
    /** The buyer pays on the page; answers its notice. */
    pay(outTradeNo: string) {
      const trade = trades.get(outTradeNo)
      if (trade?.status !== 'WAIT_BUYER_PAY') throw new Error(`${outTradeNo} cannot be paid`)
      trade.status = 'TRADE_SUCCESS'
      trade.paidAt = now()
      return noticeOf(outTradeNo)
    },
    close: () => new Promise<void>((closed) => void server.close(() => closed())),
  }
}

export type FakeAlipay = Awaited<ReturnType<typeof fakeAlipay>>
