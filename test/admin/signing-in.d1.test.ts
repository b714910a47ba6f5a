import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { inviteStaff, setUpStaff } from '../../src/staff/setting-up.ts'
import { signIn } from '../../src/staff/signing-in.ts'
import { newTotpSecret, totpCode, totpStep } from '../../src/staff/totp.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { NOW, openShop } from '../support/shop.ts'
import { fillStaff, PASSWORD, setUp, signedIn } from '../support/staff.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

/** A real account with a second factor, as its one-time link makes it. */
const newOwner = () => setUp(shop, 'luo', 'owner')
const enter = (code: string, password = PASSWORD, place = shop) =>
  signIn(place, { login: 'luo', password, code }, '127.0.0.1')
const WRONG = { ok: false, why: 'wrong' }
const USED = { ok: false, why: 'used_code' }
const IN = { ok: true }

describe('staff sign-in', () => {
  test('an office may sign in as often as it likes from one address; wrong tries there end at thirty', async () => {
    const as = (login: string, password: string) => signIn(shop, { login, password, code: '' }, '127.0.0.9')
    const network = sql`bucket LIKE 'staff:network:%'`
    const hits = async () =>
      (await shop.db.all<{ hits: number }>(sql`SELECT hits FROM rate_limits WHERE ${network}`))[0]!.hits
    for (let time = 0; time < 2; time += 1) expect(await as('manager', SAMPLE_PASSWORD)).toMatchObject(IN)
    expect(await hits()).toBe(0)
    await as('nobody', 'wrong')
    expect(await hits()).toBe(1)
    await shop.db.run(sql`UPDATE rate_limits SET hits = 29 WHERE ${network}`)
    expect(await as('manager', SAMPLE_PASSWORD)).toMatchObject(IN)
    await as('nobody', 'wrong')
    expect(await as('manager', SAMPLE_PASSWORD)).toEqual({ ok: false, why: 'slow' })
  })

  test('a set-up link makes one account, and the second of two who use it at once gets none', async () => {
    const secret = newTotpSecret()
    const { token, statement } = await inviteStaff(shop.db, 'owner', shop.now)
    await statement
    const code = await totpCode(secret, totpStep(shop.now))
    const both = await Promise.allSettled(
      ['luo', 'wang'].map((login) =>
        setUpStaff(shop, token, { login, name: '某', password: PASSWORD, code, secret }),
      ),
    )
    const made = both.filter((one) => one.status === 'fulfilled' && one.value.ok)
    expect(made).toHaveLength(1)
    const late = await setUpStaff(shop, token, { login: 'li', name: '某', password: PASSWORD, code, secret })
    expect(late).toEqual({ ok: false, error: 'gone' })
  })

  test('needs password and code, and takes a code once only (TOTP replay)', async () => {
    const owner = await newOwner()
    const code = await owner.code()
    expect(await enter('000000')).toEqual(WRONG)
    expect(await enter(code, 'wrong-password')).toEqual(WRONG)
    expect(await enter(code)).toMatchObject(IN)
    expect(await enter(code)).toEqual(USED)
    const twice = await Promise.all([enter(await owner.code(1)), enter(await owner.code(1))])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('with the code that set the account up one is told to wait for the next, only after the right password', async () => {
    const owner = await newOwner()
    const spent = await owner.code(-1)
    for (let tries = 0; tries < 7; tries += 1) expect(await enter(spent)).toEqual(USED)
    expect(await enter(spent, 'wrong-password')).toEqual(WRONG)
    const form = { login: 'luo', password: PASSWORD, code: spent }
    expect(await (await browser().post(adminPaths.signIn, form)).text()).toContain('请等应用里出现下一个')
    expect(await enter(await owner.code())).toMatchObject(IN)
  })

  test('a recovery code opens once', async () => {
    const { codes } = await newOwner()
    expect(await enter(codes[0]!.toLowerCase())).toMatchObject(IN)
    expect(await enter(codes[0]!)).toEqual(WRONG)
    expect(await enter(codes[1]!)).toMatchObject(IN)
  })

  test('a planted session is worth nothing, and each sign-in has a secret of its own (session fixation)', async () => {
    const visitor = browser()
    visitor.jar.set('sid', 'planted')
    await visitor.post(adminPaths.signIn, { login: 'owner', password: SAMPLE_PASSWORD, code: '' })
    const own = visitor.jar.get('sid')
    expect(own).toMatch(/^[\w-]{43}$/)
    const stranger = browser()
    stranger.jar.set('sid', 'planted')
    expect((await stranger.get(adminPaths.orders())).status).toBe(303)
    const [stored] = await shop.db.all<{ idHash: string }>(sql`SELECT id_hash idHash FROM staff_sessions`)
    expect(stored!.idHash).not.toBe(own)
  })

  test('half an hour without a click ends a session, and so does signing out everywhere', async () => {
    const one = await signedIn('owner')
    const two = await signedIn('owner')
    expect((await one.get(adminPaths.orders())).status).toBe(200)
    await one.post(adminPaths.signOutEverywhere, {})
    expect((await two.get(adminPaths.orders())).status).toBe(303)
    const idle = await signedIn('owner')
    const token = idle.jar.get('sid')!
    const later = browser({ SHOP_NOW: new Date(NOW + 31 * MINUTE_MS).toISOString() })
    later.jar.set('sid', token)
    expect((await later.get(adminPaths.orders())).status).toBe(303)
  })

  test('a changed role counts at once while signed in', async () => {
    const visitor = await signedIn('manager')
    expect((await visitor.get(adminPaths.media())).status).toBe(200)
    await shop.db.run(sql`UPDATE staff SET role = 'viewer' WHERE login = 'manager'`)
    expect((await visitor.get(adminPaths.media())).status).toBe(403)
  })

  test('production refuses every sample account, and a sample session too', async () => {
    const visitor = browser({ APP_ENV: 'production', SHOP_NOW: undefined })
    const answer = await visitor.post(adminPaths.signIn, {
      login: 'owner',
      password: SAMPLE_PASSWORD,
      code: '',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).not.toContain(SAMPLE_PASSWORD)
  })

  test('another site cannot act with our cookie (CSRF)', async () => {
    const { app } = await import('../../src/app.tsx')
    const { bindings } = await import('../support/shop.ts')
    const visitor = await signedIn('owner')
    const answer = await app.request(
      `http://shop.test${adminPaths.signOutEverywhere}`,
      {
        method: 'POST',
        body: new URLSearchParams({}),
        headers: { Cookie: `sid=${visitor.jar.get('sid')}`, Origin: 'http://evil.test' },
      },
      { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
    )
    expect(answer.status).toBe(403)
  })

  test('after signing in one lands where one was going, never on another site', async () => {
    const go = async (next: string) =>
      (
        await browser().post(adminPaths.signIn, { login: 'owner', password: SAMPLE_PASSWORD, code: '', next })
      ).headers.get('Location')
    expect(await go('/admin/audit')).toBe('/admin/audit')
    expect(await go('/admin/gardens?season=2027')).toBe('/admin/gardens?season=2027')
    for (const elsewhere of ['//evil.test', 'https://evil.test', '/admin//evil.test/..', '/orders'])
      expect((await go(elsewhere))?.startsWith('/admin')).toBe(true)
  })

  test('the audit log can be added to, never changed or emptied', async () => {
    await browser().post(adminPaths.signIn, { login: 'owner', password: SAMPLE_PASSWORD, code: '' })
    const tryIt = async (text: ReturnType<typeof sql>) => shop.db.run(text)
    await expect(tryIt(sql`UPDATE audit_entries SET verb = 'nothing'`)).rejects.toThrow(/audit_stays/)
    await expect(tryIt(sql`DELETE FROM audit_entries`)).rejects.toThrow(/audit_stays/)
  })
})
