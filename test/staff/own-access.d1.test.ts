import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/shop.ts'
import { resetAccess } from '../../src/staff/resetting.ts'
import { mayReset, ROLES } from '../../src/staff/roles.ts'
import { readSetup, setUpStaff } from '../../src/staff/setting-up.ts'
import { signIn } from '../../src/staff/signing-in.ts'
import { newTotpSecret, totpCode, totpStep } from '../../src/staff/totp.ts'
import { adminPaths } from '../../src/urls.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf, joinStaff, PASSWORD, setUp, signedIn } from '../support/staff.ts'

let shop: Shop
let owner: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  owner = await idOf(shop, 'owner')
})

let network = 0
/** From a network of its own each time, so that what was wrong before counts nothing. */
async function enter(login: string, password: string, code: string) {
  network += 1
  return (await signIn(shop, { login, password, code }, `192.0.2.${network}`)).ok
}
const audited = (verb: string) =>
  shop.db.all(sql`SELECT staff_id "by", object FROM audit_entries WHERE verb = ${verb}`)

describe('an owner sets a colleague’s way in anew', () => {
  test('the old password, code, recovery codes and sessions end at once; the link gives new ones, once', async () => {
    const luo = await setUp(shop, 'luo', 'keeper')
    const desk = await signedIn('luo')
    const boss = await signedIn('owner')
    expect((await boss.post(adminPaths.staffReset, { login: 'luo' })).status).toBe(303)
    const told = await (await boss.get(adminPaths.staff)).text()
    const token = /set-up\?token=(\w+)/.exec(told)![1]!
    expect(await (await boss.get(adminPaths.staff)).text()).not.toContain(token)
    expect((await desk.get(adminPaths.gardens())).status).toBe(303)
    expect(await shop.db.all(sql`SELECT 1 FROM staff_recovery_codes WHERE staff_id = ${luo.id}`)).toEqual([])
    expect([
      await enter('luo', PASSWORD, await luo.code()),
      await enter('luo', PASSWORD, luo.codes[0]!),
    ]).toEqual([false, false])
    expect(await audited('staff.access_reset')).toEqual([{ by: owner, object: `staff:${luo.id}` }])

    const page = await (await desk.get(adminPaths.setUp({ token }))).text()
    expect([page.includes('重新设置登录'), page.includes('name="name"')]).toEqual([true, false])
    const secret = newTotpSecret()
    const form = {
      token,
      secret,
      code: await totpCode(secret, totpStep(shop.now)),
      login: 'owner',
      role: 'owner',
    }
    const password = 'a-new-password-of-luo'
    expect((await desk.post(adminPaths.setUp(), { ...form, password })).status).toBe(200)
    expect((await desk.post(adminPaths.setUp(), { ...form, password: 'once-more-please' })).status).toBe(404)
    expect(
      await shop.db.all(
        sql`SELECT login, name, role FROM staff WHERE login IN ('luo', 'owner') ORDER BY login`,
      ),
    ).toEqual([
      { login: 'luo', name: '同事 luo', role: 'keeper' },
      { login: 'owner', name: '示例负责人', role: 'owner' },
    ])
    expect([
      await enter('luo', PASSWORD, await totpCode(secret, totpStep(shop.now) + 1)),
      await enter('luo', password, await luo.code(1)),
      await enter('luo', password, luo.codes[1]!),
      await enter('luo', password, await totpCode(secret, totpStep(shop.now) + 1)),
    ]).toEqual([false, false, false, true])
    expect(await audited('staff.access_renewed')).toEqual([{ by: luo.id, object: `staff:${luo.id}` }])
  })

  test('a second reset, or shutting the colleague out, ends the link before it', async () => {
    const link = async () => {
      const reset = await resetAccess(shop, 'keeper', owner)
      if (!reset.ok) throw new Error(reset.refusal.code)
      return reset.value
    }
    const [first, second] = [await link(), await link()]
    const open = async (token: string) => (await readSetup(shop.db, token, shop.now)) !== null
    expect([await open(first), await open(second)]).toEqual([false, true])
    await shop.db.run(sql`UPDATE staff SET role = 'disabled' WHERE login = 'keeper'`)
    expect(await open(second)).toBe(false)
    expect(await resetAccess(shop, 'keeper', owner)).toMatchObject({ refusal: { code: 'conflict' } })
  })

  test('of two who use one link at once one gets in; nobody but an owner resets an owner, and nobody resets himself', async () => {
    const reset = await resetAccess(shop, 'keeper', owner)
    const secret = newTotpSecret()
    const code = await totpCode(secret, totpStep(shop.now))
    const both = await Promise.all(
      ['first-password', 'second-password'].map((password) =>
        setUpStaff(shop, reset.ok ? reset.value : '', { login: '', name: '', password, code, secret }),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ROLES.filter((role) => mayReset(role, 'owner'))).toEqual(['owner'])
    await joinStaff(shop, 'second', 'owner')
    for (const by of ['manager', 'finance', 'keeper', 'viewer', 'owner'])
      expect([by, (await resetAccess(shop, 'owner', await idOf(shop, by))).ok]).toEqual([by, false])
    expect((await resetAccess(shop, 'second', owner)).ok).toBe(true)
  })
})

describe('one’s own account', () => {
  test('takes a new password for the old one alone, and ends every other session', async () => {
    const [here, elsewhere] = [await signedIn('finance'), await signedIn('finance')]
    const change = (password: string, newPassword: string) =>
      here.post(adminPaths.ownPassword, { password, newPassword })
    expect((await change('not-mine-at-all', 'a-long-new-password')).status).toBe(422)
    expect((await change(SAMPLE_PASSWORD, 'short')).status).toBe(422)
    expect((await elsewhere.get(adminPaths.account())).status).toBe(200)
    expect((await change(SAMPLE_PASSWORD, 'a-long-new-password')).status).toBe(303)
    expect([
      (await here.get(adminPaths.account())).status,
      (await elsewhere.get(adminPaths.account())).status,
      await enter('finance', SAMPLE_PASSWORD, ''),
      await enter('finance', 'a-long-new-password', ''),
    ]).toEqual([200, 303, false, true])
    const id = await idOf(shop, 'finance')
    expect(await audited('staff.password_changed')).toEqual([{ by: id, object: `staff:${id}` }])
  })

  test('leaves all devices after it was asked, from the account’s own page', async () => {
    const here = await signedIn('viewer')
    const action = `action="${adminPaths.signOutEverywhere}"`
    expect(await (await here.get(adminPaths.orders())).text()).not.toContain(action)
    const html = await (await here.get(adminPaths.account())).text()
    const [folded = ''] = /<details.*?<\/details>/s.exec(html) ?? []
    expect([folded.includes(action), html.split(action).length]).toEqual([true, 2])
  })

  test('wrong passwords there count as they do at the sign-in', async () => {
    const here = await signedIn('finance')
    const ask = (password: string) => here.post(adminPaths.ownRecoveryCodes, { password })
    for (let tries = 0; tries < 5; tries += 1) expect((await ask('guessing-away')).status).toBe(422)
    expect((await ask(SAMPLE_PASSWORD)).status).toBe(429)
    expect(await audited('staff.recovery_codes_renewed')).toEqual([])
  })

  test('is given another authenticator after the password, and the old one holds until it is set up', async () => {
    const luo = await setUp(shop, 'luo', 'owner')
    const here = await signedIn('luo')
    expect((await here.post(adminPaths.ownAuthenticator, { password: 'guessing-away' })).status).toBe(422)
    const begun = await here.post(adminPaths.ownAuthenticator, { password: PASSWORD })
    const token = /token=(\w+)$/.exec(begun.headers.get('Location')!)![1]!
    expect(await enter('luo', PASSWORD, await luo.code())).toBe(true)
    const secret = newTotpSecret()
    const code = await totpCode(secret, totpStep(shop.now))
    const form = { token, secret, code, password: PASSWORD }
    expect((await here.post(adminPaths.setUp(), form)).status).toBe(200)
    expect([
      (await here.get(adminPaths.account())).status,
      await enter('luo', PASSWORD, await luo.code(1)),
      await enter('luo', PASSWORD, await totpCode(secret, totpStep(shop.now) + 1)),
    ]).toEqual([303, false, true])
  })

  test('gives ten new recovery codes for the password, and those before are worth nothing', async () => {
    const luo = await setUp(shop, 'luo', 'keeper')
    const here = await signedIn('luo')
    const html = await (await here.post(adminPaths.ownRecoveryCodes, { password: PASSWORD })).text()
    const codes = [...html.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g)].map(([, code]) => code!)
    expect(codes).toHaveLength(10)
    expect([await enter('luo', PASSWORD, luo.codes[0]!), await enter('luo', PASSWORD, codes[0]!)]).toEqual([
      false,
      true,
    ])
    expect(await (await here.get(adminPaths.account())).text()).toContain('还剩 9 个')
  })
})
