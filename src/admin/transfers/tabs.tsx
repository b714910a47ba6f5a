import { adminPaths } from '../../urls.ts'

export type TransferTab = 'arrivals' | 'statements' | 'receivables'

const TABS: [tab: TransferTab, label: string, href: string][] = [
  ['arrivals', '到账登记', adminPaths.transfers()],
  ['statements', '导入银行流水', adminPaths.statements],
  ['receivables', '应收', adminPaths.receivables],
]

/** The three pages about bank transfers. */
export const Tabs = ({ current }: { current: TransferTab }) => (
  <nav class="listing-views" aria-label="对公转账">
    {TABS.map(([tab, label, href]) => (
      <a href={href} aria-current={tab === current ? 'page' : undefined}>
        {label}
      </a>
    ))}
  </nav>
)
