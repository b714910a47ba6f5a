/** Doors orders come through, and what is said of each where staff choose one. */
const CHANNELS: Record<string, [name: string, told: string]> = {
  online: ['网店', '顾客自己在本店网页下的单'],
  institution: ['单位采购', '单位接受报价后生成的单'],
  api: ['接口下单', '合作方的系统下的单,没有写明是哪一家'],
  adoption: ['认购茶', '寄给认购人的茶'],
}

/** A door in words. One that a partner's system named itself keeps that name behind the word, to be told apart. */
export const channelName = (code: string): string => CHANNELS[code]?.[0] ?? `合作方 ${code}`

/** One sentence on the doors of a list. */
export const channelsTold = (codes: string[]): string =>
  [
    ...codes.flatMap((code) => (CHANNELS[code] ? [`${CHANNELS[code][0]}:${CHANNELS[code][1]}`] : [])),
    ...(codes.some((code) => !CHANNELS[code]) ? ['合作方:别家系统下的单,后面是对方起的代号'] : []),
  ].join(';')
