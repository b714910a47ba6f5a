import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../src')
/** What a browser would object to by itself, in its own language and without our words. */
const OBJECTED = /\brequired\b|\b(?:min|max|pattern)=|type="(?:date|email|number|tel|url)"/

/** Forms that are posted and that a browser would check, with their opening tags. */
function postedForms(folder: string): [place: string, opening: string][] {
  return readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => {
      const text = readFileSync(join(source, folder, name), 'utf8')
      return [...text.matchAll(/<form\b.*?<\/form>/gs)].flatMap(([form]): [string, string][] => {
        const opening = form.slice(0, form.search(/[^=]>/) + 2)
        return opening.includes('method="post"') && OBJECTED.test(form)
          ? [[`${folder}/${name}`, opening]]
          : []
      })
    })
}

test.each(['admin', 'my', 'orders'])(
  'no form of %s leaves it to the browser to say what is wrong',
  (folder) => {
    const forms = postedForms(folder)
    expect(forms.length).toBeGreaterThan(1)
    expect(forms.filter(([, opening]) => !/\bnovalidate\b/.test(opening))).toEqual([])
  },
)
