import type { FirstWeek } from '../../desk/first-week.ts'
import { may, type Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'

type Known = Omit<FirstWeek, 'verbs'> & { verbs: string[] }
type Step = { text: string; href: string; permission: Permission; done: (known: Known) => boolean }

const did =
  (...wanted: string[]) =>
  ({ verbs }: Known): boolean =>
    wanted.some((verb) => verbs.includes(verb))

const STEPS: Step[] = [
  // Whoever is here has come by a link of their own, and set it there.
  { text: '设好自己的密码', href: adminPaths.account(), permission: 'desk', done: () => true },
  {
    text: '设好手机动态码',
    href: adminPaths.account(),
    permission: 'desk',
    done: ({ totp }) => totp === 1,
  },
  {
    text: '填好店铺的电话和证照',
    href: adminPaths.shopSettings,
    permission: 'settings.write',
    done: ({ contact }) => contact === 1,
  },
  {
    text: '填好放假的日子',
    href: adminPaths.holidays,
    permission: 'settings.write',
    done: ({ holidays }) => holidays === 1,
  },
  { text: '请一位同事进来', href: adminPaths.staff, permission: 'staff.invite', done: did('staff.invited') },
  {
    text: '发布第一样商品',
    href: adminPaths.listings(),
    permission: 'listings.publish',
    done: did('listing.created', 'listing.published'),
  },
  {
    text: '给商品补一次货',
    href: adminPaths.stock(),
    permission: 'stock.write',
    done: did('stock.adjusted'),
  },
  {
    text: '发出第一笔订单',
    href: adminPaths.orders(),
    permission: 'orders.ship',
    done: did('order.shipped'),
  },
  {
    text: '发出第一份报价',
    href: adminPaths.quotations(),
    permission: 'quotations.write',
    done: did('quotation.sent'),
  },
  {
    text: '写第一条茶园动态',
    href: adminPaths.gardens(),
    permission: 'gardens.keep',
    done: did('garden.update_written'),
  },
]

/** What a role learns in its first week, and what of it is done. */
export function firstSteps(role: string, row: FirstWeek) {
  const known = { ...row, verbs: JSON.parse(row.verbs) as string[] }
  return STEPS.filter(({ permission }) => may(role, permission)).map(({ text, href, done }) => ({
    text,
    href,
    done: done(known),
  }))
}

export type FirstStep = ReturnType<typeof firstSteps>[number]

/** Ticked by itself as it is done; gone once all of it is, or after two weeks. */
export const FirstWeekList = ({ steps }: { steps: FirstStep[] }) =>
  steps.every(({ done }) => done) ? null : (
    <section class="first-week" aria-labelledby="first-week">
      <h2 id="first-week">
        第一周要学会的（{steps.filter(({ done }) => done).length}/{steps.length}）
      </h2>
      <ul>
        {steps.map(({ text, href, done }) => (
          <li class={done ? 'is-done' : undefined}>
            <span aria-hidden="true">{done ? '✓' : ''}</span>
            <a href={href}>{text}</a>
            <span class="visually-hidden">{done ? '已做' : '还没有做'}</span>
          </li>
        ))}
      </ul>
      <p class="fine">
        做了会自己打勾。不会的，看<a href={adminPaths.help}>帮助</a>。
      </p>
    </section>
  )
