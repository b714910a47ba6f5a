import type { Ctx } from '../../http/context.ts'
import type { SignInRefusal } from '../../staff/signing-in.ts'
import { renderAdmin } from '../layout.tsx'
import type { KeptForm } from './kept-form.ts'
import { SignInPage } from './sign-in-page.tsx'

type Asked = { login: string; next: string; why: SignInRefusal | 'expired' | null; kept: KeptForm | null }

const STATUS = { wrong: 422, used_code: 422, slow: 429, expired: 401 } as const

/** The sign-in page, with why somebody sees it. */
export function showSignIn(c: Ctx, asked: Asked) {
  const body = SignInPage({ ...asked, sample: !c.var.visit.settings.production })
  return renderAdmin(c, { title: '登录' }, body, asked.why === null ? 200 : STATUS[asked.why])
}
