/** What the D1 suites tell the shop, on both databases. */
export const TEST_SETTINGS = {
  APP_ENV: 'development',
  PUBLIC_URL: 'http://shop.test',
  SESSION_SECRET: 'test-session-secret-0001',
  PHONE_PEPPER: 'test-phone-pepper-0001',
  PHONE_KEY: 'test-phone-key-000000001',
  BANK_ACCOUNT_NAME: '普定助农服务有限公司',
  BANK_ACCOUNT_NO: '2402000109200000001',
  BANK_NAME: '中国银行普定支行',
}
