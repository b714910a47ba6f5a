import { numberOf } from './phone.ts'
import { hmac } from './secrets.ts'

/** What a canonical phone is found by without being kept in the clear: the number alone, whatever extension it bears. */
export const phoneMark = (pepper: string, phone: string): Promise<string> => hmac(pepper, numberOf(phone))
