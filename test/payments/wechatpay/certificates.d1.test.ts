import { expect, test } from 'vitest'
import type { WechatPay } from '../../../src/payments/wechatpay/merchant.ts'
import { distrust } from '../../../src/payments/wechatpay/signing.ts'
import { runtimePair } from '../../support/providers/runtime-pair.ts'

/** A certificate as the platform hands one out, and what its key signed once; the key itself is gone. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC+zCCAeOgAwIBAgIGfeKx+KDEMA0GCSqGSIb3DQEBCwUAMBMxETAPBgNVBAMM
CHBsYXRmb3JtMCAXDTI2MTEyODIzMzQ0MloYDzIxMjYxMTA0MjMzNDQyWjATMREw
DwYDVQQDDAhwbGF0Zm9ybTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEB
ANNgkKygkq6Y6N14GJXewhiH8IJlCu5ZhwWvNdNnf44gq21PJww53l1I+zD9XGhH
pkl1IP3LNb24ScU0Pt6yOhuH0Vxq8/4dqYy+ta/rquYAbrcoMg6HnYxdzuoVmVgZ
58Fwok7IplTfSTR1MUtEZUHbCjBu1hagu/B0P2V71HZw66nbedf2n5Wo+lXEV3pH
ekrVHXr1yQ6WmoXwy8lyUXsmG1j9PeFF5IBwLGNGPuE3s3qcQB3VQHkNudReMDD2
tj8wvgT8hj6XYdzKUru03TqSOpACZH5rtByPEFCN7P8V2ZOLcNnCAKyWbkkXxN6r
Fi5Cul5PUPQxEn8jLqpVtm0CAwEAAaNTMFEwHQYDVR0OBBYEFLXMR/YcDcGtNzut
eENBai/2jP4pMB8GA1UdIwQYMBaAFLXMR/YcDcGtNzuteENBai/2jP4pMA8GA1Ud
EwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAEkcpxvwL9kN4VmWgQJ7Xy4j
8sNFc8gwieov7TwpR7xYsi8dv2R9QfT4Y8P7vrgJHHa1X3Wp+edEQGrcGJGjtpdg
KxWE3Jhmh3IF8D+c4bqrKEEJdFqrmTwMVOkJGa1/+kQFFbznJm4dlVxna6qMXxPi
ALWr4nEeKWcKVZpZv1TSSSimgWJnzRQ7sY2IV4bvvo296QIwcw1SBrDYK4ABZp46
byFx1b1jHRyHIBOsuOWcNRmj0TftroWo6rTKtXrvCwIFNw5hNnMr4FyLIQbQ7W4p
v0aMV6UNXE9UC6W6KUWUpsS/+d9GxfWCEJ2FWixU+qp3M5Kk2CYes5a/NdaVy7M=
-----END CERTIFICATE-----`
const SIGNATURE = [
  'KY9HEwKa2IKldkkEeGT6tp16QQGkLwWE+gsB8KlsuX+OidnR1dZ3kf7RqOwmAEfyYq1dMLYPgKKv7CYBbMTGns',
  'Izj7PrMmWCAnzyP6w29o6IwJ6zBNgn/HCCf68WbwlJI3IfJsDkZ/bDEo/s0gwwpTntlLCSUb8XS5ykNLIngO/z',
  'dB0gTBtz98bKPwSOtgjA635kMsnu/II8vp4IsygFIlp3j8OgFD9noWGHbm8FbKG/FJcz/gusi7DOwovRhoqIiS',
  '8/tBKL73PiVvkNOdL4edWQY+YqUnObLz/JFbROaDLmwEfsEmTUcdWqlU++c36ZzMWxtskxS2JjaQF0U9Na+g==',
].join('')
const AT = 1_795_000_000_000

const merchantWith = async (certificates: string | null) =>
  ({
    ...{ appId: 'wx8888888888888888', merchantId: '1900000109', apiV3Key: 'k'.repeat(32), certificates },
    ...{ publicKeyId: 'PUB_KEY_ID_1', ...(await runtimePair()) },
  }) as WechatPay
const headers = (serial: string) =>
  new Headers({
    'Wechatpay-Timestamp': String(AT / 1000),
    'Wechatpay-Nonce': 'NONCE',
    'Wechatpay-Serial': serial,
    'Wechatpay-Signature': SIGNATURE,
  })

test('while the platform signs with a certificate it is believed by its serial, beside the key, and no other is', async () => {
  const both = await merchantWith(CERTIFICATE.replaceAll('\n', '\\n'))
  expect(await distrust(both, headers('7DE2B1F8A0C4'), '{"a":1}', AT)).toBeNull()
  expect(await distrust(both, headers('7DE2B1F8A0C4'), '{"a":2}', AT)).toBe('wrong_signature')
  expect(await distrust(both, headers('PUB_KEY_ID_1'), '{"a":1}', AT)).toBe('wrong_signature')
  expect(await distrust(both, headers('7DE2B1F8A0C5'), '{"a":1}', AT)).toBe('unknown_serial')
  expect(await distrust(await merchantWith(null), headers('7DE2B1F8A0C4'), '{"a":1}', AT)).toBe(
    'unknown_serial',
  )
})
