/** What was pasted, and what it says; the region as names from the province down, each once. Null: the text does not say. */
export type HardLine = [
  kind: string,
  text: string,
  name: string | null,
  phone: string | null,
  region: string | null,
  street: string | null,
]
