-- For wrk: an order each time, of a buyer nobody else is, from a network of its own (docs/scaling.md). One thread, -t1.
local serial = os.time() % 100000 * 100
function request()
  serial = serial + 1
  return wrk.format("POST", "/api/v1/orders", {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("00000000-0000-4000-8000-%012d", serial),
    ["X-Forwarded-For"] = string.format("10.%d.%d.%d", math.floor(serial / 65536) % 256, math.floor(serial / 256) % 256, serial % 256),
  }, string.format('{"items":[{"sku":"TEA-GC-250","quantity":1}],"recipient":{"name":"林晓禾","phone":"138%08d","region":"440114","street":"公益大道%d号"},"consents":["terms","privacy"]}', serial % 100000000, serial))
end
-- What is no new order is told: a rate of refusals would be no rate of orders.
local refused = 0
function response(status) if status ~= 201 then refused = refused + 1; if refused < 3 then print("not an order: " .. status) end end end
