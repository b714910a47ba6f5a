/** What a table says under a key that came from outside: names every object has, like `constructor`, are no keys. */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
