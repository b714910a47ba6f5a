import { expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { POLICIES, policyKey } from '../../src/http/policies.ts'
import { adminPaths } from '../../src/urls.ts'
import { bindings, openShop } from '../support/shop.ts'

const routes = app.routes.filter((route) => route.method !== 'ALL')

test('every route declares who may call it, and the table names no route that is gone', () => {
  const served = new Set(routes.map((route) => policyKey(route.method, route.path)))
  expect([...served].filter((key) => !POLICIES[key])).toEqual([])
  expect(Object.keys(POLICIES).filter((key) => !served.has(key))).toEqual([])
})

test('a route without a policy is refused', async () => {
  await openShop()
  const key = 'GET /story'
  const policy = POLICIES[key]!
  delete POLICIES[key]
  try {
    expect((await app.request('/story', {}, bindings)).status).toBe(404)
  } finally {
    POLICIES[key] = policy
  }
  expect((await app.request('/story', {}, bindings)).status).toBe(200)
})

test('what belongs to the holder of an order is not there for a stranger', async () => {
  await openShop()
  for (const [key, policy] of Object.entries(POLICIES)) {
    if (policy !== 'order_holder') continue
    const [method, path] = key.split(' ') as [string, string]
    const body =
      method === 'POST' ? (path.startsWith('/api') ? '{"method":"sandbox"}' : 'method=sandbox') : null
    const answer = await app.request(
      `http://shop.test${path.replace(':number', '7GQ4N2W8C3KD')}`,
      {
        method,
        body,
        headers: {
          Origin: 'http://shop.test',
          ...(body
            ? {
                'Content-Type': path.startsWith('/api')
                  ? 'application/json'
                  : 'application/x-www-form-urlencoded',
              }
            : {}),
        },
      },
      bindings,
    )
    expect([key, answer.status]).toEqual([key, 404])
  }
})

test('what is for trying out, the sandbox, messages of a laptop and the page of components, is not there in production', async () => {
  const production = { ...bindings, APP_ENV: 'production' }
  for (const path of ['/payments/sandbox/ABC', adminPaths.components(), '/sign-in/console']) {
    const answers = [await app.request(path, {}, bindings), await app.request(path, {}, production)]
    expect([path, ...answers.map(({ status }) => status)]).toEqual([
      path,
      path.startsWith('/admin') ? 303 : path === '/sign-in/console' ? 200 : 404,
      404,
    ])
  }
})
