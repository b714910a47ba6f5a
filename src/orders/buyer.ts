import { signedIn } from '../customers/current.ts'
import type { Ctx } from '../http/context.ts'
import { parsePhone } from '../kernel/phone.ts'
import { unseal } from '../kernel/secrets.ts'
import { asksAddress, type CheckoutForm } from './checkout-form.ts'

/** The phone of whoever is signed in, whole; null for a guest. */
export async function ownPhone(c: Ctx): Promise<string | null> {
  const me = await signedIn(c)
  return me && unseal(c.var.visit.settings.phoneKey, me.phoneSealed)
}

/** The buyer's phone as the form stands: of whoever is signed in, or said beside the receiver's, or else the receiver's. */
export async function buyerPhoneOf(c: Ctx, form: CheckoutForm): Promise<string | null> {
  const said = asksAddress(form) && form.buyerPhone.trim()
  return (await ownPhone(c)) ?? parsePhone(said || form.phone)
}
