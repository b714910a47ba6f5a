import type { Answer } from '../answer.ts'
import { sendByAliyun } from './aliyun.ts'
import type { Message } from './message.ts'
import type { Sms } from './settings.ts'
import { sendByTencent } from './tencent.ts'

/** Sends one message by whoever carries them; not by the console, which carries nothing. */
export const sendSms = (
  sms: Exclude<Sms, { provider: 'console' }>,
  message: Message,
  now: number,
): Promise<Answer> =>
  sms.provider === 'aliyun' ? sendByAliyun(sms, message, now) : sendByTencent(sms, message, now)
