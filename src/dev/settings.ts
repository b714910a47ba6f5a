import { parseEnv } from 'node:util'

/** What wrangler reads from .dev.vars itself: the secrets and vars that wrangler.toml names, and nothing else. */
const READ_BY_WRANGLER = ['APP_ENV', 'PUBLIC_URL', 'SESSION_SECRET', 'PHONE_PEPPER', 'PHONE_KEY']

/** A transfer needs an account to be offered; this one says what it is. */
const BANK = {
  BANK_ACCOUNT_NAME: '示例收款户名（请勿转账）',
  BANK_ACCOUNT_NO: '0000000000000000',
  BANK_NAME: '示例银行',
}

/** The other settings of a `.dev.vars`, by name: of providers, mail, a bank account. */
export function furtherSettings(devVars: string): Record<string, string | undefined> {
  const own: Record<string, string | undefined> = parseEnv(devVars)
  const named = Object.entries(own).filter(([name]) => !READ_BY_WRANGLER.includes(name))
  return { ...(own.BANK_ACCOUNT_NO ? {} : BANK), ...Object.fromEntries(named) }
}
