/** One message to one mobile, by a text the provider has approved. */
export type Message = {
  /** Of our own making; comes back with the receipt. */
  id: string
  /** Canonical mobile of the mainland. */
  phone: string
  code: string
  /** Names of the text's variables in their order. */
  variables: string[]
  values: Record<string, string>
}
