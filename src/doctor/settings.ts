import { type Bindings, settingsOf, WrongSetting } from '../env.ts'
import { type Finding, good, note, type Told, wrong } from './finding.ts'
import { isKnown } from './known.ts'

const SECRETS = ['SESSION_SECRET', 'PHONE_PEPPER', 'PHONE_KEY']
const SHOWN = [
  ...['SHOP_OPERATOR', 'SHOP_ICP', 'SHOP_POLICE_RECORD', 'SHOP_LICENCE_NO', 'SHOP_FOOD_LICENCE_NO'],
  ...['SHOP_PHONE', 'SHOP_WECHAT', 'SHOP_COMPLAINTS'],
]

/** A group of settings: how their names begin, and what is not there without them. */
const GROUPS = [
  { begins: /^WECHAT/, of: 'WeChat Pay' },
  { begins: /^ALIPAY_/, of: 'Alipay' },
  { begins: /^WECOM_/, of: 'the 企业微信 robot' },
  { begins: /^SMS_/, of: 'short messages' },
  { begins: /^(?:MAIL_|SMTP_)/, of: 'e-mail' },
]

/** How ids look over there: a digit lost on the way is found here instead of by a buyer. */
const FORMS: [name: string, form: RegExp, looks: string][] = [
  ['WECHATPAY_APPID', /^wx[0-9a-f]{16}$/, 'wx and 16 letters or digits'],
  ['WECHATPAY_MCHID', /^\d{8,10}$/, '8 to 10 digits'],
  ['WECHATPAY_MERCHANT_SERIAL', /^[0-9A-F]{32,40}$/, '32 to 40 capital hexadecimal digits'],
  ['WECHATPAY_PUBLIC_KEY_ID', /^PUB_KEY_ID_\d+$/, 'PUB_KEY_ID_ and digits'],
  ['ALIPAY_APP_ID', /^\d{16}$/, '16 digits'],
  ['ALIPAY_SELLER_ID', /^2088\d{12}$/, '2088 and 12 digits'],
]

/** What can be said of settings without asking anybody. `told` as the shop would get them. Pure. */
export const settingsFindings = (told: Told): Finding[] => [
  ...groundFindings(told),
  ...misspeltFindings(told),
  ...GROUPS.map(({ begins, of }) => groupFinding(told, begins, of)),
  ...FORMS.flatMap(([name, form, looks]) => {
    const value = told[name]
    return value && !form.test(value) ? [wrong(`${name} does not look like one: ${looks}.`)] : []
  }),
  ...shownFindings(told),
]

function groundFindings(told: Told): Finding[] {
  const ground = { ...told }
  for (const name of Object.keys(ground))
    if (GROUPS.some(({ begins }) => begins.test(name))) delete ground[name]
  const refused = refusal(ground)
  if (refused) return [wrong(`${refused}.`)]
  const production = told.APP_ENV !== 'development'
  const url = new URL(told.PUBLIC_URL!)
  const values = SECRETS.map((name) => told[name])
  return [
    // A group that is half set up stops the start as well; what is wrong with it is said where groups are looked at.
    ...(refusal(told) === null
      ? [good(`The shop starts with these settings, in ${production ? 'production' : 'development'}.`)]
      : []),
    ...(production && url.protocol !== 'https:'
      ? [wrong('PUBLIC_URL is not https: providers call nothing else.')]
      : []),
    ...(production && /^(?:localhost|[\d.]+|\[.*\])$/.test(url.hostname)
      ? [wrong('PUBLIC_URL is no name of a domain: providers cannot reach it.')]
      : []),
    ...(url.pathname === '/' && !url.search
      ? []
      : [wrong('PUBLIC_URL holds more than the name of the site.')]),
    ...(production ? placeholderFindings(told) : []),
    ...(new Set(values).size < values.length
      ? [wrong(`${SECRETS.join(', ')} must differ from each other.`)]
      : []),
  ]
}

/** The account of the guide's example: buyers are shown it, and pay into it. */
function placeholderFindings({ BANK_ACCOUNT_NAME, BANK_ACCOUNT_NO, BANK_NAME }: Told): Finding[] {
  const left = /^0+$/.test(BANK_ACCOUNT_NO ?? '') || /某某/.test(`${BANK_ACCOUNT_NAME}${BANK_NAME}`)
  return left
    ? [
        wrong(
          'BANK_ACCOUNT_NAME, BANK_ACCOUNT_NO and BANK_NAME are those of the example: buyers are shown them. Put in your own, or take all three out.',
        ),
      ]
    : []
}

/** A name with a letter wrong sets nothing up, and nothing else says so. On a laptop more may stand in the file. */
const misspeltFindings = (told: Told): Finding[] =>
  told.APP_ENV === 'development'
    ? []
    : Object.keys(told)
        .filter((name) => told[name] && !isKnown(name))
        .map((name) => wrong(`${name} is no setting of the shop and sets nothing: is a letter wrong?`))

/** A group alone, on a ground that is in order: so that each group says what is wrong with itself. */
function groupFinding(told: Told, begins: RegExp, of: string): Finding {
  const own = Object.entries(told).filter(([name, value]) => begins.test(name) && isKnown(name) && value)
  if (!own.length) return note(`Not set up: ${of}.`)
  const refused = refusal({
    ...GROUND,
    APP_ENV: told.APP_ENV === 'development' ? 'development' : 'production',
    ...Object.fromEntries(own),
  })
  return refused ? wrong(`${refused}.`) : good(`The settings of ${of} are complete.`)
}

const GROUND = {
  PUBLIC_URL: 'https://ground.example',
  ...Object.fromEntries(SECRETS.map((name) => [name, name.padEnd(32, '_')])),
}

/** Why the shop would not start, in its own words; null when it would. */
function refusal(told: Told): string | null {
  try {
    // Bindings stand in wrangler.toml, and are looked at there.
    settingsOf({ ...told, DB: {}, EMAIL: {} } as unknown as Bindings)
    return null
  } catch (error) {
    if (error instanceof WrongSetting) return error.message
    throw error
  }
}

function shownFindings(told: Told): Finding[] {
  const missing = SHOWN.filter((name) => !told[name])
  return missing.length
    ? [
        note(
          `${missing.join(', ')}: not set here; 设置 · 店铺与证照 of the desk must hold them before opening.`,
        ),
      ]
    : []
}

/** Without one of them nobody can pay. */
export const payingFinding = (told: Told): Finding[] =>
  told.APP_ENV === 'development' || told.WECHATPAY_MCHID || told.ALIPAY_APP_ID || told.BANK_ACCOUNT_NO
    ? []
    : [wrong('No way to pay is set up: set WECHATPAY_…, ALIPAY_… or both.')]
