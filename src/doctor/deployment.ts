import { type Finding, good, type Told, wrong } from './finding.ts'

/** Of wrangler.toml what has to be in order before a deployment. */
export type Deployment = {
  vars?: Record<string, unknown>
  d1_databases?: { binding?: string; database_id?: string }[]
  r2_buckets?: { binding?: string; bucket_name?: string }[]
  triggers?: { crons?: string[] }
  send_email?: { name?: string }[]
}

const SECRET = /(?:SECRET|PEPPER|_KEY|PASSWORD|WEBHOOK_URL|SMTP_URL)$/
/** Public by their nature, whatever their names end in. */
const PUBLIC = /_PUBLIC_KEY$/

/** What wrangler.toml says of bindings, the clock and secrets that do not belong there. Pure. */
export function deploymentFindings({ vars = {}, ...config }: Deployment, told: Told = {}): Finding[] {
  const database = config.d1_databases?.find(({ binding }) => binding === 'DB')
  const bucket = config.r2_buckets?.find(({ binding }) => binding === 'MEDIA')
  const open = Object.keys(vars).filter((name) => SECRET.test(name) && !PUBLIC.test(name) && vars[name])
  const findings = [
    !database?.database_id && wrong('wrangler.toml binds no D1 database as DB.'),
    database?.database_id &&
      /^[0-]+$/.test(database.database_id) &&
      wrong(
        'database_id in wrangler.toml is still zeros: wrangler d1 create puding-shop says which to put there.',
      ),
    !bucket?.bucket_name &&
      wrong('wrangler.toml binds no R2 bucket as MEDIA: no pictures, and no copy at night.'),
    !config.triggers?.crons?.includes('* * * * *') &&
      wrong('wrangler.toml has no trigger each minute: nothing would be swept, refunded or copied.'),
    told.MAIL_PROVIDER === 'cloudflare' &&
      !config.send_email?.some(({ name }) => name === 'EMAIL') &&
      wrong('wrangler.toml binds no send_email as EMAIL, which MAIL_PROVIDER cloudflare sends by.'),
    open.length > 0 &&
      wrong(
        `${open.join(', ')} stands in wrangler.toml, where everybody reads it: wrangler secret put instead.`,
      ),
  ].filter((finding): finding is Finding => Boolean(finding))
  return findings.length ? findings : [good('wrangler.toml binds database and bucket, and has its trigger.')]
}
