import type { Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import { drawnOnce, html } from './html.ts'
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
          <a href="${paths.licences}">${shell.licences}</a>
          <a href="https://beian.miit.gov.cn/" rel="noopener">${contact.icp ?? `${shell.icp}${shell.pending}`}</a>
          <span>${contact.policeRecord ?? `${shell.police}${shell.pending}`}</span>
          <a href="${other}" lang="${shell.language === 'English' ? 'en' : 'zh-CN'}">${shell.language}</a>
        </p>
      </div>
    </footer>`
}

/** What the shop is, and the ways through it. */
const Columns = drawnOnce(({ language }: Visit) => language, drawColumns)

function drawColumns({ t, paths }: Visit) {
  const { shell } = t
  const groups: [string, [string, string][]][] = [
    [
      shell.groups.buy,
      [
        [paths.products(), shell.shop],
        [paths.institutions(), t.institutions.title],
        [paths.orders, shell.lookup],
        [paths.myGardens, t.mine.title],
        [paths.contact, shell.contact],
      ],
    ],
    [
      shell.groups.place,
      [
        [paths.story, shell.story],
        [paths.producers, shell.producers],
        [paths.gardens, shell.campaign],
        [paths.impact, shell.impact],
      ],
    ],
    [
      shell.groups.rules,
      [
        [paths.terms, shell.terms],
        [paths.privacy, shell.privacy],
        [paths.licences, shell.licences],
      ],
    ],
  ]
  const links = (list: [string, string][]) =>
    list.map(([href, label]) => html`<a href="${href}">${label}</a>`)
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
