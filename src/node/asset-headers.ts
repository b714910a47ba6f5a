/**
 * The rules of a `_headers` file as Cloudflare reads it: a line with a path, in which `*` stands for anything, and below
 * it, set in, the headers of what it names. Answers the headers of a path; a later rule overrules an earlier one.
 */
export function rulesOf(text: string): (path: string) => Record<string, string> {
  const rules: { matches: RegExp; headers: Record<string, string> }[] = []
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue
    if (!/^\s/.test(line)) {
      const pattern = line
        .trim()
        .split('*')
        .map((part) => RegExp.escape(part))
        .join('.*')
      rules.push({ matches: new RegExp(`^${pattern}$`), headers: {} })
      continue
    }
    const [, name, value] = /^\s+([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    const rule = rules.at(-1)
    if (name && rule) rule.headers[name] = value!
  }
  return (path) =>
    Object.assign({}, ...rules.filter(({ matches }) => matches.test(path)).map(({ headers }) => headers))
}
