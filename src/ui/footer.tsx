import type { Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import { drawnOnce, html, raw } from './html.ts'
import { SquareMark } from './square-mark.tsx'

/** A template: every page has one, and its elements never differ but in words. */
export function Footer({ visit, contact }: { visit: Visit; contact: Shopfront['contact'] }) {
  const { t, paths, other } = visit
  const { shell } = t
  return html`
    <footer class="site-footer">
      <div class="wrap">
        <div class="footer-columns">${Columns(visit)}</div>
        <p class="footer-legal">
          <a href="${paths.licences}">${shell.short.licences}</a>
          <a href="https://beian.miit.gov.cn/" rel="noopener">${contact.icp ?? `${shell.icp}${shell.pending}`}</a>
          <span>${contact.policeRecord ?? `${shell.police}${shell.pending}`}</span>
          <a href="${other}" lang="${shell.language === 'English' ? 'en' : 'zh-CN'}">${shell.language}</a>
        </p>
      </div>
    </footer>`
}

/** What the shop is, and the ways through it. */
const Columns = drawnOnce(({ language }: Visit) => language, drawColumns)

/** `kept` links are the one row a phone shows; its bar below leads to the rest. */
type FooterLink = [href: string, label: string, kept?: 'kept']

function drawColumns({ t, paths }: Visit) {
  const { shell } = t
  const groups: [string, FooterLink[]][] = [
    [
      shell.groups.buy,
      [
        [paths.products(), shell.shop],
        [paths.institutions(), shell.short.institutions, 'kept'],
      ],
    ],
    [
      shell.groups.mine,
      [
        [paths.orders, shell.lookup],
        [paths.myGardens, t.mine.title],
        [paths.favourites(), t.favourites.title],
      ],
    ],
    [
      shell.groups.place,
      [
        [paths.story, shell.story],
        [paths.producers, shell.producers, 'kept'],
        [paths.impact, shell.impact],
      ],
    ],
    [
      shell.groups.help,
      [
        [paths.contact, shell.contact, 'kept'],
        [paths.terms, shell.short.terms, 'kept'],
        [paths.privacy, shell.short.privacy, 'kept'],
        [paths.api(), shell.api],
      ],
    ],
  ]
  const links = (list: FooterLink[]) =>
    list.map(([href, label, kept]) => html`<a${kept ? KEPT : null} href="${href}">${label}</a>`)
  const columns = groups.map(
    ([title, list]) =>
      html`
        <nav aria-label="${title}">
          <p class="footer-title">${title}</p>
          ${links(list)}
        </nav>`,
  )
  return html`
    <div class="footer-about">
      ${SquareMark({ colour: '#F4EFE2', width: 32, height: 32 })}
      <p>${shell.about}</p>
    </div>
    ${columns}`
}

const KEPT = raw(' class="is-kept"')
