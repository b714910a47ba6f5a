import type { JobName } from '../jobs.ts'

const TITLES: Record<JobName, string> = {
  'orders.unpaid': '关闭超时未付的订单',
  'payments.learned': '向支付渠道查询付款结果',
  'orders.indexed': '更新订单查找',
  outbox: '请支付渠道关闭交易和退款，提醒员工',
  bills: '取支付渠道的账单并对账',
  claims: '售后到时的决定',
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
  user_sessions: '清理买家登录',
  codes: '清理验证码',
  setups: '清理邀请链接',
  keys: '清理重复下单的凭证',
  holds: '清理过期的地块保留',
  sheets: '清理旧表格',
  photos: '清理没有提交和已删除的售后照片',
  misses: '清理重试记录',
  copies: '每夜备份数据库',
  disk: '查看磁盘剩余空间',
  backups: '每小时备份',
  drill: '每夜试恢复备份',
  alarms: '提醒员工',
  notices: '给顾客发短信',
  'notices.forgotten': '清理旧的短信记录',
}

/** A part of a job goes by the job’s name: `deliveries.received` → 自动送达和收货. */
export const titleOf = (name: string): string =>
  (TITLES as Record<string, string>)[name] ?? (TITLES as Record<string, string>)[name.split('.')[0]!] ?? name
