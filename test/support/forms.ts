type Fields = [name: string, value: string][]

const ENTITIES: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#39': "'" }
const plain = (text: string): string => text.replace(/&(quot|amp|lt|gt|#39);/g, (_, name) => ENTITIES[name]!)
const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
  return found ? plain(found[1] ?? '') : null
}

/** A form of a page as a browser without scripts would send it unchanged; its buttons are left to who presses them. */
export function formIn(html: string, action: string): Fields {
  const own = [...html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)]
    .map(([form]) => form)
    .filter((form) => attribute(form, 'method') === 'post' && attribute(form, 'action') === action)
    .at(-1)
  if (!own) throw new Error(`the page has no form that goes to ${action}`)
  const fields: Fields = []
  const controls = own.matchAll(
    /<input\b[^>]*>|<select\b[^>]*>.*?<\/select>|<textarea\b[^>]*>(.*?)<\/textarea>/gs,
  )
  for (const [control, text] of controls) {
    const tag = control.slice(0, control.indexOf('>') + 1)
    const name = attribute(tag, 'name')
    if (!name || attribute(tag, 'disabled') !== null) continue
    const value = control.startsWith('<input')
      ? inputValue(tag)
      : control.startsWith('<select')
        ? chosen(control)
        : plain(text!).replace(/^\n/, '').replace(/\r?\n/g, '\r\n')
    if (value !== null) fields.push([name, value])
  }
  return fields
}

function inputValue(tag: string): string | null {
  const type = attribute(tag, 'type') ?? 'text'
  if (type === 'file') return null
  if (type !== 'checkbox' && type !== 'radio') return attribute(tag, 'value') ?? ''
  return attribute(tag, 'checked') === null ? null : (attribute(tag, 'value') ?? 'on')
}

function chosen(select: string): string {
  const options = [...select.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
  const option = options.find((own) => attribute(own, 'selected') !== null) ?? options[0]!
  return attribute(option, 'value') ?? ''
}

/** The form with some fields typed over; null unticks a box. */
export function typedOver(form: Fields, typed: Record<string, string | null>): Fields {
  const rest = form.filter(([name]) => !(name in typed))
  return [
    ...rest,
    ...Object.entries(typed).flatMap(([name, value]): Fields => (value === null ? [] : [[name, value]])),
  ]
}

/** What one field of a form holds; '' where the form has none. */
export const valueIn = (form: Fields, name: string): string => form.find(([own]) => own === name)?.[1] ?? ''

/** A page with the cells of its tables bare, for a test that looks for what stands beside what. */
export const bareCells = (html: string): string => html.replace(/<(t[dhr])\b[^>]*>/g, '<$1>')
