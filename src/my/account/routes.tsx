import { Hono } from 'hono'
import { dropAddress, readAddresses } from '../../customers/addresses.ts'
import { keepUserSession } from '../../customers/current.ts'
import { askForEmail, dropEmails, proveEmail, readEmails, resumeEmail } from '../../customers/emails.ts'
import { objectTo, readWaiting } from '../../customers/phone-changes.ts'
import { type Customer, closeUserSessions } from '../../customers/sessions.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, readForm, ticked } from '../../http/form.ts'
import { parseEmail } from '../../kernel/email.ts'
import { maskPhone, parseMobile } from '../../kernel/phone.ts'
import { urls } from '../../urls.ts'
import { forgetOpenId } from '../../wechat/identity.ts'
import { networkOf } from '../sign-in/entering.ts'
import { forgetOnDevice } from '../sign-in/leaving.ts'
import { AccountPage } from './account-page.tsx'
import { AddressesPage } from './addresses-page.tsx'
import { ask, codeIn, type Outcome, page, phoneOf, said, withCustomer, wrongCode } from './asking.ts'
import { changePhone } from './changing-phone.ts'
import { DataPage } from './data-page.tsx'
import { deleteAccount, readBlocks } from './deleting.ts'
import { EmailPage, EmailProofPage } from './email-page.tsx'
import { exportAccount } from './exporting.ts'
import { PhonePage } from './phone-page.tsx'

export const accountRoutes = new Hono<AppEnv>()

accountRoutes.get(
  urls.account.path,
  withCustomer(async (c, me) => {
    const { t, paths, settings } = c.var.visit
    const shown = {
      phone: maskPhone(await phoneOf(c, me)),
      mails: settings.mail !== null,
      wechat: settings.wechat !== null,
      changing: await readWaiting(c.var.visit.db, me.userId),
    }
    return page(c, t.accounts.account, AccountPage({ ...shown, t, paths }))
  }),
)

accountRoutes.post(
  urls.accountSessions.path,
  withCustomer(async (c, me) => {
    await forgetOnDevice(c)
    await closeUserSessions(c.var.visit.db, me.userId)
    return leave(c)
  }),
)

accountRoutes.get(
  urls.accountAddresses.path,
  withCustomer(async (c, me) => {
    const { t, paths } = c.var.visit
    const addresses = await readAddresses(c.var.visit, me.userId)
    return page(c, t.accounts.addresses, AddressesPage({ addresses, t: t.accounts, paths }))
  }),
)

accountRoutes.post(
  urls.accountAddresses.path,
  withCustomer(async (c, me) => {
    await dropAddress(c.var.visit.db, me.userId, exactOf(await readForm(c), 'drop', 40))
    return c.redirect(c.var.visit.paths.accountAddresses, 303)
  }),
)

accountRoutes.get(
  urls.accountData.path,
  withCustomer((c, me) => dataPage(c, me)),
)

accountRoutes.post(
  urls.accountData.path,
  withCustomer(async (c, me) => {
    const { t } = c.var.visit
    const form = await readForm(c)
    const act = exactOf(form, 'act', 10)
    if (act === 'send') return dataPage(c, me, said(c, await ask(c, await phoneOf(c, me), 'data')))
    const code = codeIn(form, 'code')
    if (!code) return dataPage(c, me, { error: t.accounts.codeShape, status: 422 })
    if (act !== 'delete') return sendExport(c, me, code)
    if (!ticked(form, 'sure', 'yes')) return dataPage(c, me, { error: t.orders.personalUnsure, status: 422 })
    await forgetOnDevice(c)
    const done = await deleteAccount(c.var.visit, me, code, networkOf(c))
    if (done === 'blocked') return dataPage(c, me, { error: t.accounts.deletionBlocked, status: 409 })
    return done === 'deleted' ? leave(c, { gone: 1 }) : dataPage(c, me, wrongCode(c, done))
  }),
)

accountRoutes.get(
  urls.accountEmail.path,
  withCustomer((c, me) => emailPage(c, me, '')),
)

accountRoutes.post(
  urls.accountEmail.path,
  withCustomer(async (c, me) => {
    const { t, paths, db, language } = c.var.visit
    const form = await readForm(c)
    const act = exactOf(form, 'act', 10)
    if (act === 'drop') await db.batch([...dropEmails(db, me.userId)])
    if (act === 'resume') await resumeEmail(c.var.visit, me.userId)
    if (act === 'drop' || act === 'resume') return c.redirect(paths.accountEmail, 303)
    const typed = exactOf(form, 'email', 100)
    const address = parseEmail(typed)
    if (!address) return emailPage(c, me, typed, { error: t.accounts.emailWrong, status: 422 })
    const asked = await askForEmail(c.var.visit, me.userId, { address, language }, networkOf(c))
    if (asked === 'sent') return c.redirect(paths.accountEmail, 303)
    const { emailTooMany, emailNotSetUp, emailNotSent } = t.accounts
    const failed: Record<typeof asked, Outcome> = {
      too_many: { error: emailTooMany, status: 429 },
      not_set_up: { error: emailNotSetUp, status: 503 },
      failed: { error: emailNotSent, status: 502 },
    }
    return emailPage(c, me, typed, failed[asked])
  }),
)

accountRoutes.get(
  urls.accountEmailProof.path,
  withCustomer((c) => emailProofPage(c)),
)

accountRoutes.post(
  urls.accountEmailProof.path,
  withCustomer(async (c, me) => {
    const { t, paths } = c.var.visit
    const proved = await proveEmail(c.var.visit, me.userId, c.req.param('secret') ?? '')
    if (proved) return c.redirect(paths.accountEmail, 303)
    return emailProofPage(c, { error: t.accounts.emailProofWrong, status: 422 })
  }),
)

accountRoutes.get(
  urls.accountPhone.path,
  withCustomer((c, me) => phonePage(c, me, '')),
)

accountRoutes.post(
  urls.accountPhone.path,
  withCustomer(async (c, me) => {
    const { t, paths } = c.var.visit
    const form = await readForm(c)
    if (exactOf(form, 'act', 10) === 'object') {
      await objectTo(c.var.visit.db, me.userId, c.var.visit.now)
      return c.redirect(paths.account, 303)
    }
    const typed = exactOf(form, 'phone', 40)
    const phone = parseMobile(typed)
    if (!phone) return phonePage(c, me, typed, { error: t.accounts.phoneWrong, status: 422 })
    const act = exactOf(form, 'act', 10)
    const none = !exactOf(form, 'oldCode', 12) && !exactOf(form, 'newCode', 12)
    // Who presses Enter chose no button: codes are sent as long as none was typed.
    if (act === 'send' || (!act && none)) return phonePage(c, me, typed, await sendBoth(c, me, phone))
    const [oldCode, newCode] = [codeIn(form, 'oldCode'), codeIn(form, 'newCode')]
    if (!oldCode || !newCode) return phonePage(c, me, typed, { error: t.accounts.codeShape, status: 422 })
    const changed = await changePhone(c.var.visit, me, { phone, oldCode, newCode }, networkOf(c))
    if (changed === 'taken') return phonePage(c, me, typed, { error: t.accounts.phoneTaken, status: 409 })
    if (typeof changed === 'string') return phonePage(c, me, typed, wrongCode(c, changed))
    keepUserSession(c, changed.token)
    return c.redirect(paths.account, 303)
  }),
)

async function sendBoth(c: Ctx, me: Customer, phone: string): Promise<Outcome> {
  const toNew = said(c, await ask(c, phone, 'new_phone'))
  return toNew.sent ? said(c, await ask(c, await phoneOf(c, me), 'old_phone')) : toNew
}

async function sendExport(c: Ctx, me: Customer, code: string) {
  const exported = await exportAccount(c.var.visit, me, code, networkOf(c))
  if (typeof exported === 'string') return dataPage(c, me, wrongCode(c, exported))
  c.header('Cache-Control', 'private, no-store')
  c.header('Content-Disposition', 'attachment; filename="account.json"')
  return c.json(exported)
}

function leave(c: Ctx, query: { gone?: number } = {}) {
  keepUserSession(c, null)
  forgetOpenId(c)
  return c.redirect(c.var.visit.paths.signIn(query), 303)
}

async function dataPage(c: Ctx, me: Customer, { error, sent, status }: Outcome = {}) {
  const { t, paths } = c.var.visit
  const phone = maskPhone(await phoneOf(c, me))
  const blocks = await readBlocks(c.var.visit, me.userId)
  const body = DataPage({ phone, blocks, sent: sent ?? false, error: error ?? null, t: t.accounts, paths })
  return page(c, t.accounts.data, body, status)
}

async function emailPage(c: Ctx, me: Customer, typed: string, { error, status }: Outcome = {}) {
  const { t, paths, settings } = c.var.visit
  const emails = await readEmails(c.var.visit, me.userId)
  const console = settings.mail?.provider === 'console' ? paths.signInConsole : null
  const body = EmailPage({ ...emails, typed, console, error: error ?? null, t: t.accounts, paths })
  return page(c, t.accounts.email, body, status)
}

function emailProofPage(c: Ctx, { error, status }: Outcome = {}) {
  const { t } = c.var.visit
  const body = EmailProofPage({ action: c.req.path, error: error ?? null, t: t.accounts })
  return page(c, t.accounts.emailProof, body, status)
}

async function phonePage(c: Ctx, me: Customer, typed: string, { error, sent, status }: Outcome = {}) {
  const { t, paths } = c.var.visit
  const phone = maskPhone(await phoneOf(c, me))
  const body = PhonePage({ phone, typed, sent: sent ?? false, error: error ?? null, t: t.accounts, paths })
  return page(c, t.accounts.changePhone, body, status)
}
