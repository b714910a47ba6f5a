import { sql } from 'drizzle-orm'
import { SAMPLE_PASSWORD } from '../../../src/db/sample/staff.ts'
import { addFact, keepFact, moveFact, showFact } from '../../../src/impact/fact-keeping.ts'
import { DAY_MS } from '../../../src/kernel/time.ts'
import { describePicture } from '../../../src/media/describing.ts'
import { keepScan, readScans, removeScan } from '../../../src/media/scanning.ts'
import { storePicture } from '../../../src/media/storing.ts'
import { sendNoticeAgain } from '../../../src/notices/again.ts'
import { keepTemplate } from '../../../src/notices/templates.ts'
import { endCode, makeCode, newCode } from '../../../src/promotions/making.ts'
import { keepShopPart } from '../../../src/settings/keeping.ts'
import { writePage } from '../../../src/settings/page-texts.ts'
import { sellAgain, stopSelling } from '../../../src/settings/selling.ts'
import type { Shop } from '../../../src/shop.ts'
import { changePassword, renewRecoveryCodes, startRenewal } from '../../../src/staff/own-account.ts'
import { resetAccess } from '../../../src/staff/resetting.ts'
import { changeRole } from '../../../src/staff/role-changing.ts'
import { signOutEverywhere } from '../../../src/staff/sessions.ts'
import { inviteStaff, sendInvitation, setUpStaff } from '../../../src/staff/setting-up.ts'
import { signIn } from '../../../src/staff/signing-in.ts'
import { newTotpSecret, totpCode, totpStep } from '../../../src/staff/totp.ts'
import { staffIdOf } from '../../support/listings.ts'
import { pngOf } from '../../support/pictures.ts'
import { bindings } from '../../support/shop.ts'
import { type Drive, editor } from './verb.ts'

const FACT = {
  ...{ valueZh: '1', valueEn: '1', labelZh: '项', labelEn: 'item', asOf: '2026-10-01' },
  ...{ sourceZh: '来源', sourceEn: 'source' },
}
const picture = () => ({
  ...{ clientKey: crypto.randomUUID(), bytes: pngOf(90, 60), sizes: [], altZh: '茶园', altEn: '' },
})
const scan = () => ({ clientKey: crypto.randomUUID(), bytes: pngOf(9, 9), name: 'a.png', kind: 'business' })
const store = (shop: Shop) => ({ ...shop, bucket: bindings.MEDIA, images: bindings.IMAGES })
const code = (shop: Shop) => ({
  ...{ code: newCode(), kind: 'amount' as const, value: 500, families: [], minimumFen: 0 },
  ...{ startsAt: shop.now, endsAt: shop.now + DAY_MS, limitTotal: 1, limitPerPhone: 1 },
})

const OWN = { login: 'fulfilment', network: '192.0.2.1', password: SAMPLE_PASSWORD }

export const DESK: Record<string, Drive> = {
  addFact: (_shop, watched, { staffId }) => addFact(watched, staffId, FACT),
  keepFact: async (shop, watched, { staffId }) =>
    keepFact(watched, { staffId, over: 0 }, await addFact(shop, staffId, FACT), FACT),
  showFact: async (shop, watched, { staffId }) =>
    showFact(watched, staffId, await addFact(shop, staffId, FACT), false),
  moveFact: async (shop, watched, { staffId }) =>
    moveFact(watched, staffId, await addFact(shop, staffId, FACT), -1),
  storePicture: (_shop, watched, { staffId }) => storePicture(store(watched), picture(), staffId),
  describePicture: async (shop, watched, { staffId }) => {
    const stored = await storePicture(store(shop), picture(), staffId)
    if (!stored.ok) throw new Error(stored.fault)
    return describePicture(watched, stored.picture.id, { altZh: '山', altEn: '' }, { staffId, over: 0 })
  },
  keepScan: (_shop, watched, { staffId }) => keepScan(store(watched), 'prc_tea', scan(), staffId),
  removeScan: async (shop, watched, { staffId }) => {
    await keepScan(store(shop), 'prc_tea', scan(), staffId)
    const [kept] = await readScans(shop.db, 'prc_tea')
    return removeScan(store(watched), 'prc_tea', kept!.id, staffId)
  },
  sendNoticeAgain: async (shop, watched, { staffId }) => {
    await shop.db.run(sql`INSERT INTO notice_deliveries (id, notice_key, nth, event, subject_id, occurrence, channel, state, at)
      VALUES ('ntc_1', 'refund.sent:r:1', 1, 'refund.sent', 'r', '1', 'sms', 'failed', 1)`)
    return sendNoticeAgain(watched, 'ntc_1', staffId)
  },
  keepTemplate: (_shop, watched, { staffId }) =>
    keepTemplate(
      watched,
      { event: 'parcel.left', channel: 'sms', provider: 'aliyun' },
      { code: 'SMS_1', state: 'asked' },
      0,
      staffId,
    ),
  makeCode: (shop, watched, { staffId }) => makeCode(watched, code(shop), staffId),
  endCode: async (shop, watched, { staffId }) => {
    const own = code(shop)
    await makeCode(shop, own, staffId)
    return endCode(watched, own.code, staffId)
  },
  keepShopPart: async (shop, watched, { staffId }) =>
    keepShopPart(watched, await editor(shop, staffId, 'settings:banner'), 'banner', null),
  stopSelling: (_shop, watched, { staffId }) => stopSelling(watched, { staffId, name: '陈店长' }, '价格标错'),
  sellAgain: async (shop, watched, { staffId }) => {
    await stopSelling(shop, { staffId, name: '陈店长' }, '价格标错')
    return sellAgain(watched, { staffId, name: '陈店长' })
  },
  writePage: (_shop, watched, { staffId }) =>
    writePage(watched, staffId, 'story', 0, { bodyZh: '故事', bodyEn: 'story' }),
  changeRole: async (shop, watched, { owner }) =>
    changeRole(
      watched,
      'viewer',
      'viewer',
      await editor(shop, owner, `staff:${await staffIdOf(shop, 'viewer')}`),
    ),
  resetAccess: (_shop, watched, { owner }) => resetAccess(watched, 'keeper', owner),
  changePassword: (_shop, watched) => changePassword(watched, OWN, 'another-long-password'),
  startRenewal: (_shop, watched) => startRenewal(watched, { ...OWN, login: 'finance' }),
  renewRecoveryCodes: (_shop, watched) => renewRecoveryCodes(watched, { ...OWN, login: 'finance' }),
  sendInvitation: (_shop, watched, { owner }) => sendInvitation(watched, 'viewer', owner),
  setUpStaff: async (shop, watched) => {
    const secret = newTotpSecret()
    const { token, statement } = await inviteStaff(shop.db, 'viewer', shop.now)
    await statement
    const form = { login: 'luo', name: '罗小茶', password: 'a-long-password-of-luo', secret }
    return setUpStaff(watched, token, { ...form, code: await totpCode(secret, totpStep(shop.now)) })
  },
  signIn: (_shop, watched) =>
    signIn(watched, { login: 'manager', password: SAMPLE_PASSWORD, code: '' }, '192.0.2.1'),
  signOutEverywhere: (_shop, watched, { staffId }) => signOutEverywhere(watched, staffId),
}
