import type { Ctx } from '../../http/context.ts'
import { type Form, readForm } from '../../http/form.ts'
import { POLICIES } from '../../http/policies.ts'

/** A form that came after its session had ended: it goes through the sign-in page and back to who sent it. */
export type KeptForm = {
  /** Where it was sent. */
  to: string
  /** The page it stood on; '' where that cannot be asked for again, as the second step of a thing. */
  page: string
  fields: [name: string, value: string][]
  /** Files cannot be put back into a form. */
  files: boolean
}

/** Bytes; the limit of a sheet that comes back from its dry run. */
const MOST_KEPT = 2_000_000
const ADDRESS = /^\/admin\/[\w./:-]+(?:\?[\w=&%.~+:-]*)?$/

/** The form of a request of somebody whose session ended; null where there is none to keep, or a script sent it. */
export async function keptFormOf(c: Ctx): Promise<KeptForm | null> {
  if (c.req.method !== 'POST' || !c.req.header('Accept')?.includes('text/html')) return null
  // What is larger carries a file, and a body is not read to find out.
  if (!(Number(c.req.header('Content-Length') ?? Number.NaN) <= MOST_KEPT)) return null
  const kept = keptOf(c, await readForm(c))
  return kept.fields.length && ADDRESS.test(kept.to) ? kept : null
}

/** A form as it was sent with this request. */
export function keptOf(c: Ctx, form: Form): KeptForm {
  const { pathname, search } = new URL(c.req.url)
  const values = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((own): [string, unknown] => [name, own]),
  )
  const fields = values.filter((field): field is [string, string] => typeof field[1] === 'string')
  return {
    to: pathname + search,
    page: pageBefore(c),
    // A password is typed again, it travels through no page.
    fields: fields.filter(([name]) => !/password/i.test(name)),
    files: values.some(([, value]) => value instanceof File && value.size > 0),
  }
}

/** The page something was sent from, if it is one of ours that answers GET; else ''. */
export function pageBefore(c: Ctx): string {
  const referer = c.req.header('Referer') ?? ''
  const { host } = new URL(c.req.url)
  const from = URL.canParse(referer) ? new URL(referer) : null
  // What the last act said is not said again: this one was not done.
  for (const said of ['did', 'saved']) if (from?.searchParams.has(said)) from.searchParams.delete(said)
  const page = from?.host === host ? from.pathname + from.search : ''
  return ADDRESS.test(page) && answersGet(page.split('?')[0] ?? '') ? page : ''
}

/** Whether a path is asked for by GET; one that has a line of its own is not another's parameter. */
function answersGet(path: string): boolean {
  const calls = Object.keys(POLICIES).map((key) => key.split(' ') as [method: string, pattern: string])
  const own = calls.filter(([, pattern]) => pattern === path)
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)
  const named = own.length ? own : calls.filter(([, pattern]) => fits(pattern))
  return named.some(([method]) => method === 'GET')
}

/** A kept form as the sign-in page sends it back; null when it is none. */
export function parseKept(text: string): KeptForm | null {
  try {
    const { to, page, fields, files } = JSON.parse(text) as Partial<KeptForm>
    if (typeof to !== 'string' || !ADDRESS.test(to) || !Array.isArray(fields)) return null
    const whole = fields.filter(
      (field) => Array.isArray(field) && field.every((own) => typeof own === 'string'),
    )
    return {
      to,
      page: typeof page === 'string' && ADDRESS.test(page) ? page : '',
      fields: whole,
      files: files === true,
    }
  } catch {
    return null
  }
}
