import type { Child } from 'hono/jsx'
import { type Asked, askForCode, RESEND_MS } from '../../customers/codes.ts'
import { signedIn } from '../../customers/current.ts'
import type { CodePurpose } from '../../customers/schema.ts'
import type { Customer } from '../../customers/sessions.ts'
import type { Ctx } from '../../http/context.ts'
import { exactOf, type Form } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { unseal } from '../../kernel/secrets.ts'
import { renderPage } from '../../ui/document.tsx'
import { networkOf } from '../sign-in/entering.ts'

/** For what only whoever is signed in may do; others are led to the sign-in page. */
export const withCustomer = withNamed(signedIn, (c) =>
  c.redirect(c.var.visit.paths.signIn({ to: 'account' }), 303),
)

export type Outcome = { error?: string; sent?: boolean; status?: 409 | 422 | 429 | 502 | 503 }

export const phoneOf = (c: Ctx, me: Customer) => unseal(c.var.visit.settings.phoneKey, me.phoneSealed)
export const ask = (c: Ctx, phone: string, purpose: CodePurpose) =>
  askForCode(c.var.visit, { phone, purpose }, networkOf(c))

/** Six digits as they were typed; null for anything else, which is no guess. */
export function codeIn(form: Form, name: string): string | null {
  const code = exactOf(form, name, 12).normalize('NFKC').replace(/\s/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

export const wrongCode = (c: Ctx, said: 'wrong' | 'slow'): Outcome => {
  const { codeWrong, tooManyTries } = c.var.visit.t.accounts
  return said === 'slow' ? { error: tooManyTries, status: 429 } : { error: codeWrong, status: 422 }
}

/** What became of a code that was asked for. */
export function said(c: Ctx, { outcome, sentAt }: Asked): Outcome {
  const t = c.var.visit.t.accounts
  const wait = Math.max(0, Math.ceil((sentAt + RESEND_MS - c.var.visit.now) / 1000))
  const outcomes: Record<Asked['outcome'], Outcome> = {
    sent: { sent: true },
    wait: { error: t.wait(wait), status: 429 },
    too_many: { error: t.tooManySent, status: 429 },
    not_set_up: { error: t.notSetUp, status: 503 },
    failed: { error: t.notSent, status: 502 },
  }
  return outcomes[outcome]
}

/** A page of the account, which nobody keeps a copy of. */
export function page(c: Ctx, title: string, body: Child, status = 200) {
  c.header('Cache-Control', 'private, no-store')
  return renderPage(c, { title, current: 'orders', noindex: true }, body, status)
}
