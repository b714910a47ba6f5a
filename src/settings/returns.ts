import { parsePhone } from '../kernel/phone.ts'

/** Where goods are sent back to: a true address, which buyers read once a return was granted. */
export type ReturnAddress = { name: string; phone: string; address: string }
export type ReturnErrors = Partial<Record<keyof ReturnAddress, string>>

/** Reads the form; each field is needed. */
export function parseReturns(
  typed: ReturnAddress,
): { ok: true; returns: ReturnAddress } | { ok: false; errors: ReturnErrors } {
  const phone = parsePhone(typed.phone)
  const errors: ReturnErrors = {
    ...(typed.name.trim() ? {} : { name: '请填写收件人' }),
    ...(phone ? {} : { phone: '电话应为11位手机号、带区号的座机或400号码' }),
    ...(typed.address.trim().length >= 8 ? {} : { address: '请填写省、市、区和门牌，快递员能找到' }),
  }
  if (Object.keys(errors).length) return { ok: false, errors }
  return { ok: true, returns: { name: typed.name.trim(), phone: phone!, address: typed.address.trim() } }
}
