/** Does some work for each item in order, `most` of them at the same time; ends when the last one has. */
export async function atOnce<T>(most: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
}
