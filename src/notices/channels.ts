import type { NoticeChannel } from './channel.ts'
import { emailChannel } from './email/channel.ts'
import type { Channel } from './schema.ts'
import { smsChannel } from './sms/channel.ts'
import { wechatChannel } from './wechat/channel.ts'

export const CHANNELS_BY_NAME: Record<Channel, NoticeChannel> = {
  sms: smsChannel,
  wechat: wechatChannel,
  email: emailChannel,
}
