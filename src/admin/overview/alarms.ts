import { overdueJobs } from '../../jobs/overdue.ts'
import type { Stubborn } from '../../jobs/queries.ts'
import type { JobRun } from '../../jobs/schema.ts'
import type { JobName } from '../../jobs.ts'
import { JOBS } from '../../jobs.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Stopped } from '../../settings/selling.ts'
import { adminPaths } from '../../urls.ts'
import { failureWords } from '../words.ts'

/** Something that should have happened by itself and has not, in words; `since` is UTC milliseconds. */
export type Alarm = { text: string; since: number | null; href?: string }

const TITLES: Record<JobName, string> = {
  'orders.unpaid': '关闭超时未付的订单',
  'payments.learned': '向支付渠道查询付款结果',
  'orders.indexed': '更新订单查找',
  outbox: '请支付渠道关闭交易和退款',
  deliveries: '自动送达和收货',
  'orders.finished': '结束已办完的订单',
  'orders.forgotten': '到期删除订单个人信息',
  'quotations.expired': '过期的报价',
  'quotations.forgotten': '到期删除报价个人信息',
  'search.words': '更新搜索用的词',
  season: '按月份排列商品',
  stock: '库存对账',
  books: '账目核对',
  limits: '清理限流记录',
  sessions: '清理登录记录',
  setups: '清理邀请链接',
  keys: '清理重复下单的凭证',
  holds: '清理过期的地块保留',
  sheets: '清理旧表格',
  misses: '清理重试记录',
}

/** A part of a job goes by the job’s name: `deliveries.received` → 自动送达和收货. */
const titleOf = (name: string): string =>
  (TITLES as Record<string, string>)[name] ?? (TITLES as Record<string, string>)[name.split('.')[0]!] ?? name

/**
 * What is overdue, the longest overdue first. A shop on a laptop that no clock has ever called has no alarm; one in
 * production has.
 */
export function alarmsOf(
  { runs, stubborn }: { runs: JobRun[]; stubborn: Stubborn[] },
  { now, production }: { now: number; production: boolean },
): Alarm[] {
  const jobs = runs.length || production ? overdueJobs(JOBS, runs, now) : []
  const alarms: Alarm[] = [
    ...(jobs.length === JOBS.length
      ? [{ text: neverWords(runs), since: newest(runs) }]
      : jobs.map(({ name, since, failure }) => ({
          text: `定时任务“${titleOf(name)}”没有办成${failure ? `：${failureWords(failure)}` : ''}`,
          since,
        }))),
    ...stubborn.map(({ job, rows, since }) => ({
      text: `定时任务“${titleOf(job)}”里有 ${rows} 条反复失败，其他的照常在办`,
      since,
    })),
  ]
  return alarms.sort((a, b) => (a.since ?? 0) - (b.since ?? 0))
}

/** Until somebody sells again, it stands before all else. */
export const stoppedAlarm = ({ at, byName, reason }: Stopped): Alarm => ({
  text: `已暂停接单和收款（${byName}：${reason}）`,
  since: at,
  href: adminPaths.selling,
})

const newest = (runs: JobRun[]): number | null =>
  runs.reduce<number | null>((last, { succeededAt }) => Math.max(last ?? 0, succeededAt ?? 0) || null, null)

const neverWords = (runs: JobRun[]): string =>
  runs.length ? '所有定时任务都停了，请检查定时触发' : '定时任务还从来没有运行过，请检查定时触发'

export const sinceWords = (since: number | null): string =>
  since === null ? '从来没有办成过' : `${formatInstant(since)} 起`
