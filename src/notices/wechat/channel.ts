import type { NoticeChannel } from '../channel.ts'

/** Nobody can be reached by it yet. */
export const wechatChannel: NoticeChannel = {
  name: 'wechat',
  carrier: () => null,
  addressFor: async () => null,
  unreached: 'no_wechat',
  textOf: () => null,
  send: async () => ({ outcome: 'refused', code: 'not_set_up', again: false, stop: false }),
}
