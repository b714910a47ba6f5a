import { Hono } from 'hono'
import {
  disputeReturn,
  grantClaim,
  mostProposed,
  proposeSum,
  receiveReturn,
  refundInstead,
  refuseClaim,
  sendAgain,
  signReturn,
} from '../../claims/answering.ts'
import { claimDue } from '../../claims/due.ts'
import { type Moved, readStanding } from '../../claims/moving.ts'
import { readQueue } from '../../claims/queries.ts'
import type { ClaimDesk } from '../../claims/reading.ts'
import { showPhoto } from '../../claims/showing.tsx'
import { parseTrackingNo } from '../../fulfilment/shipment.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, ticked, valuesOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { chosenCarrier } from '../../kernel/carriers.ts'
import { parseYuan } from '../../kernel/money.ts'
import { plainText } from '../../kernel/plain-text.ts'
import type { Result } from '../../kernel/result.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Act, sayDone } from '../said.ts'
import { ClaimDeskPage } from './claim-page.tsx'
import type { TypedForm } from './forms.tsx'
import { ClaimQueuePage, viewOf } from './queue-page.tsx'

export const claimDeskRoutes = new Hono<AppEnv>()

/** Rows of a view: what is due first is done first. */
const PAGE = 100

claimDeskRoutes.get(adminUrls.claims.path, async (c) => {
  const { db, now } = c.var.visit
  const view = viewOf(c.req.query('view'))
  const producer = c.req.query('producer') || null
  const [found, counts, producers] = await readQueue(db, now, view, { producer, limit: PAGE + 1 })
  const claims = found.slice(0, PAGE)
  const body = ClaimQueuePage({ view, claims, counts, producers, producer, now, more: found.length > PAGE })
  return renderAdmin(c, { title: '售后', current: adminPaths.claims() }, body)
})

const withClaim = withNamed((c: Ctx) => readStanding(c.var.visit, c.req.param('id') ?? ''))

claimDeskRoutes.get(
  adminUrls.claim.path,
  withClaim((c, desk) => show(c, desk)),
)
claimDeskRoutes.post(adminUrls.claim.path, withClaim(decide))
claimDeskRoutes.post(adminUrls.claimParcel.path, withClaim(send))
claimDeskRoutes.get(
  adminUrls.claimPhoto.path,
  withClaim((c, desk) => showPhoto(c, desk, Number(c.req.param('place')))),
)

type Outcome = { error?: string; typed?: TypedForm; status?: number }

function show(c: Ctx, desk: ClaimDesk, { error, typed = {}, status = 200 }: Outcome = {}) {
  const { role, staffId } = c.var.staff
  const { claim, account } = desk
  const due = claimDue(account, { ...claim, proposedFen: null })
  const freight = (due?.freight ?? []).reduce((sum, { amountFen }) => sum + amountFen, 0)
  const body = ClaimDeskPage({
    ...{ desk, typed, error: error ?? null },
    wholeFen: due?.amountFen ?? null,
    freightFen: freight + (due?.allowance?.amountFen ?? 0),
    mostProposedFen: mostProposed(desk),
    mayDecide: may(role, 'claims.write'),
    mayShip: may(role, 'orders.ship'),
    refusedByMe: claim.refusedBy === staffId,
  })
  return renderAdmin(c, { title: '售后', current: adminPaths.claims() }, body, status)
}

/** Acts whose words the buyer needs. */
const NEEDS_WORDS = ['propose', 'refuse', 'dispute', 'refund']

async function decide(c: Ctx, desk: ClaimDesk) {
  const form = await readForm(c)
  const values = valuesOf(form)
  const { act = '' } = values
  const note = plainText(values.note ?? '').slice(0, 300)
  const again = (errors: NonNullable<TypedForm['errors']>) =>
    show(c, desk, { typed: { act, values, errors }, status: 422 })
  if (NEEDS_WORDS.includes(act) && !note) return again({ note: '请写给顾客一句话，说明原因' })
  const amountFen = act === 'propose' ? parseYuan(values.amount ?? '') : null
  if (act === 'propose' && (amountFen === null || amountFen <= 0 || amountFen > mostProposed(desk)))
    return again({ amount: '请填写 0 以上、不超过上限的数目，例如 12.50' })
  const done = await doAct(c, desk, act, {
    note,
    amountFen: amountFen ?? 0,
    restock: ticked(form, 'restock'),
  })
  if (!done) return answerNotFound(c)
  if (done.ok) return sayDone(c, adminPaths.claim(desk.claim.id), saidOf(done.value, act))
  return meanwhile(c, desk, done.refusal.code === 'too_late' ? NO_ADDRESS : MEANWHILE, { act, values })
}

const NO_ADDRESS = '没有同意：还没有退货地址。请先在“设置 › 退货地址”里写好'
const MEANWHILE = '没有办成：顾客或同事刚办过这一件，期限已到，或要由另一位同事决定。下面是最新情况'

function doAct(
  c: Ctx,
  { claim }: ClaimDesk,
  act: string,
  { note, amountFen, restock }: { note: string; amountFen: number; restock: boolean },
): Promise<Result<Moved>> | null {
  const { visit: shop, staff } = c.var
  const { staffId } = staff
  switch (act) {
    case 'grant':
      return grantClaim(shop, claim.id, note, staffId)
    case 'propose':
      return proposeSum(shop, claim.id, amountFen, note, staffId)
    case 'refuse':
      return refuseClaim(shop, claim.id, note, staffId)
    case 'receive':
      return receiveReturn(shop, claim.id, { note, restock }, staffId)
    case 'dispute':
      return disputeReturn(shop, claim.id, note, staffId)
    case 'sign':
      return signReturn(shop, claim.id, staffId)
    case 'refund':
      return refundInstead(shop, claim.id, note, staffId)
    default:
      return null
  }
}

const saidOf = ({ event }: Moved, act: string): Act => {
  if (event === 'refunded')
    return act === 'grant' || act === 'receive' ? 'claim_refunded' : 'claim_refunded_instead'
  const said: Partial<Record<Moved['event'], Act>> = {
    return_granted: 'claim_return_granted',
    resend_granted: 'claim_resend_granted',
    proposed: 'claim_proposed',
    refused: 'claim_refused',
    upheld: 'claim_upheld',
    disputed: 'claim_disputed',
    signed: 'claim_signed',
    sent: 'claim_sent',
    covered: 'claim_covered',
  }
  return said[event] ?? 'claim_covered'
}

async function send(c: Ctx, desk: ClaimDesk) {
  const values = valuesOf(await readForm(c))
  const carrier = chosenCarrier(values.carrier ?? '', values.carrierName ?? '')
  const trackingNo = parseTrackingNo(values.trackingNo ?? '')
  if (!carrier || !trackingNo) {
    const errors = { trackingNo: carrier ? '运单号是6至30位字母和数字' : '请选快递公司，选“其他”要写名字' }
    return show(c, desk, { typed: { act: 'send', values, errors }, status: 422 })
  }
  const done = await sendAgain(c.var.visit, desk.claim.id, { carrier, trackingNo }, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.claim(desk.claim.id), saidOf(done.value, 'send'))
  return meanwhile(c, desk, MEANWHILE, { act: 'send', values })
}

async function meanwhile(c: Ctx, desk: ClaimDesk, error: string, typed: TypedForm) {
  const latest = await readStanding(c.var.visit, desk.claim.id)
  return latest ? show(c, latest, { error, typed, status: 409 }) : answerNotFound(c)
}
