import { own } from '../../kernel/own.ts'
import type { Delivery, DeliveryState, TemplateState } from '../../notices/schema.ts'

export const STATE_WORDS: Record<DeliveryState, string> = {
  queued: '稍后再发',
  sending: '正在发',
  sent: '已发出',
  delivered: '已送达',
  failed: '失败',
  unknown: '不确定',
  dropped: '没有发',
}

export const CHANNEL_WORDS: Record<Delivery['channel'], string> = {
  sms: '短信',
  wechat: '微信',
  email: '邮件',
}

const PROVIDER_WORDS: Record<string, string> = {
  aliyun: '阿里云',
  tencent: '腾讯云',
  wechat: '微信',
  cloudflare: 'Cloudflare',
  smtp: 'SMTP',
  console: '开发环境',
}
export const providerWord = (provider: string): string => own(PROVIDER_WORDS, provider) ?? provider

const REASON_WORDS: Record<string, string> = {
  pointless: '发之前情况变了，不用发了',
  no_wechat: '没有绑定微信',
  no_token: '微信没有给出令牌',
  43004: '没有关注服务号',
  43101: '不收这类微信消息',
  no_mobile: '没有能收短信的手机号',
  no_email: '没有留邮箱',
  not_set_up: '没有开通',
  no_template: '模板没有通过',
  stopped: '顾客不要通知',
  phone_limit: '给这个人今天发满了',
  shop_limit: '今天的条数用完了',
  broken_off: '发到一半断了，可能已经发出',
  no_connection: '邮件服务器连不上，稍后再发',
  smtp_login: '邮件服务器不认用户名或密码，稍后再发',
  'smtp 550': '对方没有这个邮箱，或者拒收',
  files_unread: '发票文件读不出来，稍后再发',
  E_RECIPIENT_SUPPRESSED: '对方退过信或投诉过，不再投递',
  'no answer in time': '运营商没有按时答复，可能已经发出',
  'no answer': '运营商没有答复，可能已经发出',
  night: '夜里不发，等到早上8点',
}
/** Why, in our words; what a provider said stays in its own. */
export const reasonWord = (reason: string): string => own(REASON_WORDS, reason) ?? `运营商答复：${reason}`

export const TEMPLATE_WORDS: Record<TemplateState, string> = {
  draft: '还没报备',
  asked: '审核中',
  approved: '已通过',
  refused: '没通过',
  stopped: '被停用',
}
