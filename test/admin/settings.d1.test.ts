import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})
const holidays = async () =>
  (await shop.db.all<{ on: string }>(sql`SELECT first_on "on" FROM holidays ORDER BY first_on`)).map(
    (row) => row.on,
  )

describe('settings', () => {
  test('name what the shop still lacks, and sound the alarm when next year has no holidays', async () => {
    const visitor = await signedIn('owner')
    const text = await (await visitor.get(adminPaths.settings)).text()
    expect([text.includes('ICP备案号'), text.includes('还没有 2027 年')]).toEqual([true, false])
    await shop.db.run(sql`DELETE FROM holidays`)
    expect(await (await visitor.get(adminPaths.settings)).text()).toContain('还没有 2027 年')
  })

  test('a holiday is added, fixed and removed, pages are drawn anew, and each act is in the log', async () => {
    const visitor = await signedIn('manager')
    const version = async () =>
      (await shop.db.all<{ version: number }>(sql`SELECT version FROM content_version`))[0]!.version
    const before = await version()
    const day = {
      firstOn: '2027-06-09',
      lastOn: '2027-06-11',
      nameZh: '端午节',
      nameEn: 'Dragon Boat Festival',
    }
    await visitor.post(adminPaths.holidays, day)
    await visitor.post(adminPaths.holidays, { ...day, lastOn: '2027-06-12', over: '1', act: 'correct' })
    expect(await holidays()).toContain('2027-06-09')
    const gone = await visitor.post(adminPaths.holidayRemoval, { firstOn: '2027-06-09', over: '2' })
    expect(await holidays()).not.toContain('2027-06-09')
    const after = await (await visitor.get(gone.headers.get('Location')!)).text()
    const undo = /<form[^>]*role="status"[\s\S]*?<\/form>/.exec(after)?.[0] ?? ''
    expect(undo).toContain('已删除 端午节 2027-06-09')
    const kept = Object.fromEntries(
      [...undo.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, ...pair]) => pair),
    )
    expect(kept).toEqual({ ...day, lastOn: '2027-06-12', kind: 'rest' })
    await visitor.post(adminPaths.holidays, kept)
    expect(await holidays()).toContain('2027-06-09')
    expect(await (await visitor.get(gone.headers.get('Location')!)).text()).not.toContain('撤销删除')
    expect(await version()).toBe(before + 4)
    const wrong = await visitor.post(adminPaths.holidays, { ...day, lastOn: '2027-06-01' })
    expect([wrong.status, (await wrong.text()).includes('value="端午节"')]).toEqual([422, true])
    for (const firstOn of ['2027-13-01', '2027-02-30', 'x', ''])
      expect((await visitor.post(adminPaths.holidays, { ...day, firstOn })).status).toBe(422)
    const log = await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE object = 'holiday:2027-06-09'`,
    )
    expect(log).toHaveLength(4)
  })

  test('the owner alone says from what sum goodwill needs a second person, in whole yuan', async () => {
    const owner = await signedIn('owner')
    const page = async () => await (await owner.get(adminPaths.refundRules)).text()
    expect(await page()).toMatch(/name="goodwillLimit"[^>]*value="500"/)
    const keep = (goodwillLimit: string, over: string) =>
      owner.post(adminPaths.refundRules, { goodwillLimit, over })
    expect((await keep('0', '0')).status).toBe(303)
    expect(await page()).toMatch(/name="goodwillLimit"[^>]*value="0"/)
    for (const wrong of ['', '-1', '0.5', '1e3', '一百', '100001']) {
      const answer = await keep(wrong, '1')
      expect([wrong, answer.status]).toEqual([wrong, 422])
      expect(await answer.text()).toMatch(
        new RegExp(`value="${wrong}"[\\s\\S]*goodwillLimit-error"[^>]*>请填写 0 到 100,000 之间的整数`),
      )
    }
    // Saved meanwhile: both are shown, nothing is overwritten unseen.
    const late = await keep('300', '0')
    expect([late.status, (await late.text()).includes('用我填的保存')]).toEqual([409, true])
    expect((await keep('300', '1')).status).toBe(303)
    const [row] = await shop.db.all(
      sql`SELECT shop ->> '$.refunds.goodwillLimitFen' fen FROM content_version`,
    )
    expect(row).toEqual({ fen: 30_000 })
    const log = await (await owner.get(adminPaths.audit({ verb: 'settings.refunds_kept' }))).text()
    expect(log).toMatch(/超过多少要复核[\s\S]*?0 元[\s\S]*?300 元/)
    const manager = await signedIn('manager')
    expect((await manager.get(adminPaths.refundRules)).status).toBe(403)
    expect((await manager.post(adminPaths.refundRules, { goodwillLimit: '1', over: '2' })).status).toBe(403)
    expect(await (await manager.get(adminPaths.settings)).text()).not.toContain(adminPaths.refundRules)
    expect(await (await owner.get(adminPaths.settings)).text()).toContain(adminPaths.refundRules)
  })

  test('a changed role ends the sessions of who has it; one’s own role is another owner’s to change', async () => {
    const owner = await signedIn('owner')
    const packer = await signedIn('fulfilment')
    await owner.post(adminPaths.staffRole, { login: 'fulfilment', role: 'disabled' })
    expect((await packer.get(adminPaths.orders())).status).toBe(303)
    const again = { login: 'fulfilment', password: SAMPLE_PASSWORD, code: '' }
    expect((await browser().post(adminPaths.signIn, again)).status).toBe(422)
    expect((await owner.post(adminPaths.staffRole, { login: 'owner', role: 'viewer' })).status).toBe(409)
    expect((await owner.post(adminPaths.staffRole, { login: 'viewer', role: 'emperor' })).status).toBe(404)
  })
})
