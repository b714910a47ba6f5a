/**
 * Who may call what, written down by hand: a heading, and under it what exactly these roles, or visitors with exactly
 * this right, may call. A test that read the permissions from the code would agree with any mistake in it, so a new
 * route is entered here as well, by somebody who asks who needs it.
 */
const TABLE = `anyone
  GET    /
  GET    /admin/set-up
  POST   /admin/set-up
  GET    /admin/sign-in
  POST   /admin/sign-in
  GET    /api
  GET    /api/v1/certificates/:code
  POST   /api/v1/checkout/preview
  GET    /api/v1/families
  GET    /api/v1/gardens
  GET    /api/v1/gardens/:slug
  GET    /api/v1/gardens/:slug/plots
  GET    /api/v1/impact
  GET    /api/v1/openapi.json
  POST   /api/v1/orders
  POST   /api/v1/plots/:code/holds
  DELETE /api/v1/plots/:code/holds/:id
  GET    /api/v1/products
  GET    /api/v1/products/:slug
  GET    /cards/:channel/:slug
  GET    /cart
  POST   /cart/destination
  POST   /cart/lines
  GET    /certificates/:code
  GET    /certificates/:code/picture.svg
  GET    /certificates/:code/poster.svg
  GET    /certificates/:code/share
  GET    /checkout
  POST   /checkout
  GET    /contact
  GET    /favourites
  POST   /favourites
  GET    /gardens
  GET    /gardens/:slug
  GET    /gardens/:slug/poster.svg
  GET    /gardens/:slug/share
  POST   /gardens/assignment
  GET    /gifts/:id
  POST   /gifts/:id
  GET    /gifts/:id/card
  GET    /gifts/:id/card.svg
  GET    /healthz
  GET    /impact
  GET    /institutions
  POST   /institutions
  GET    /institutions/quotations
  POST   /institutions/quotations
  GET    /licences
  GET    /login
  GET    /media/:key
  GET    /my/garden
  POST   /my/garden
  GET    /orders
  POST   /orders
  GET    /plots/:code
  POST   /plots/:code/hold
  GET    /mail/stop/:token
  GET    /sign-in/wechat
  POST   /sign-in/wechat
  POST   /mail/stop/:token
  POST   /plots/:code/release
  GET    /privacy
  GET    /producers
  GET    /products
  GET    /products/:slug
  GET    /products/:slug/poster.svg
  GET    /products/:slug/share
  GET    /robots.txt
  GET    /sign-in
  POST   /sign-in
  GET    /sign-in/code
  POST   /sign-in/code
  GET    /sign-in/console
  POST   /sign-out
  GET    /sitemap.xml
  GET    /payments/wechatpay/sign-in
  GET    /story
  GET    /suggestions
  GET    /terms

order_holder
  GET    /api/v1/orders/:number
  POST   /api/v1/orders/:number/cancellation
  POST   /api/v1/orders/:number/payments
  GET    /institutions/quotations/:number
  POST   /institutions/quotations/:number/acceptance
  POST   /institutions/quotations/:number/refusal
  GET    /orders/:number
  GET    /orders/:number/claims
  GET    /orders/:number/claims/:id
  POST   /orders/:number/claims/:id
  GET    /orders/:number/claims/:id/photos/:place
  GET    /orders/:number/invoice
  GET    /orders/:number/invoice/:document/:type
  POST   /orders/:number/invoice
  GET    /orders/:number/lines/:line/claim
  POST   /orders/:number/messages
  POST   /orders/:number/lines/:line/claim
  GET    /orders/:number/address
  POST   /orders/:number/address
  POST   /orders/:number/cart
  POST   /orders/:number/cancellation
  GET    /orders/:number/gift-card
  POST   /orders/:number/gift-card
  GET    /orders/:number/payment
  POST   /orders/:number/payment
  GET    /orders/:number/payment/notice
  GET    /orders/:number/personal-data
  POST   /orders/:number/personal-data
  POST   /orders/:number/receipt

customer
  GET    /account
  GET    /account/addresses
  POST   /account/addresses
  GET    /account/data
  POST   /account/data
  GET    /account/email
  GET    /account/wechat
  POST   /account/wechat
  GET    /account/email/:secret
  POST   /account/email
  POST   /account/email/:secret
  GET    /account/phone
  POST   /account/phone
  POST   /account/sessions

sandbox
  GET    /payments/sandbox/:outTradeNo
  POST   /payments/sandbox/:outTradeNo

provider
  POST   /payments/alipay/notifications
  POST   /payments/wechatpay/notifications
  POST   /payments/wechatpay/refund-notifications
  POST   /notices/sms/:key/replies
  POST   /notices/sms/:key/reports

adoption_holder
  GET    /my/garden/:id
  POST   /my/garden/:id/board-name
  POST   /my/garden/:id/cancellation
  GET    /my/garden/:id/claims/:claim
  POST   /my/garden/:id/claims/:claim
  GET    /my/garden/:id/claims/:claim/photos/:place
  GET    /my/garden/:id/dispatches/:dispatch/claim
  POST   /my/garden/:id/dispatches/:dispatch/claim
  GET    /my/garden/:id/dispatches/:dispatch
  POST   /my/garden/:id/dispatches/:dispatch
  POST   /my/garden/:id/messages
  POST   /my/garden/:id/shortfall
  POST   /my/garden/:id/visits
  POST   /my/garden/:id/visits/:visit/cancellation

owner manager fulfilment finance keeper viewer
  GET    /admin
  GET    /admin/account
  POST   /admin/account/authenticator
  POST   /admin/account/password
  GET    /admin/components
  GET    /admin/help
  GET    /admin/help/:area
  POST   /admin/account/recovery-codes
  POST   /admin/sign-out
  POST   /admin/sign-out-everywhere

owner manager fulfilment finance viewer
  GET    /admin/claims
  GET    /admin/claims/:id
  GET    /admin/claims/:id/photos/:place
  GET    /admin/compliance
  GET    /admin/notices
  GET    /admin/notices/console
  GET    /admin/notices/templates
  GET    /admin/listings
  GET    /admin/listings/:id
  GET    /admin/listings/:id/phone
  GET    /admin/listings/:id/phone/frame
  GET    /admin/listings/sheet
  GET    /admin/listings/sheet/export.csv
  GET    /admin/listings/sheet/export.xlsx
  GET    /admin/listings/sheet/template.csv
  GET    /admin/listings/sheet/template.xlsx
  GET    /admin/orders
  GET    /admin/orders/:number
  GET    /admin/personal-data
  GET    /admin/producers
  GET    /admin/producers/:id
  GET    /admin/quotations
  GET    /admin/quotations/:number
  GET    /admin/quotations/:number/sheet
  GET    /admin/shelf-cards
  GET    /admin/shelf-cards/sheet
  GET    /admin/stock
  GET    /admin/stock/:sku
  GET    /admin/stock/reconciliation

owner manager finance viewer
  GET    /admin/overview.csv

owner finance
  GET    /admin/invoices
  GET    /admin/invoices/:id
  POST   /admin/invoices/:id
  POST   /admin/invoices/:id/documents
  GET    /admin/invoices/:id/documents/:document/:type
  GET    /admin/receivables
  GET    /admin/receivables.csv
  GET    /admin/transfers
  POST   /admin/transfers
  GET    /admin/transfers/:id
  POST   /admin/transfers/:id/allocation
  POST   /admin/transfers/:id/aside
  POST   /admin/transfers/:id/putting-back
  POST   /admin/transfers/:id/allocations/:allocation/taking-back
  POST   /admin/transfers/:id/confirmation
  POST   /admin/transfers/:id/return
  POST   /admin/transfers/:id/voiding
  GET    /admin/transfers/:id/voucher
  GET    /admin/transfers/statements
  POST   /admin/transfers/statements
  POST   /admin/transfers/statements/columns
  POST   /admin/transfers/statements/lines
  POST   /admin/orders/:number/deadline
  POST   /admin/orders/:number/cancellation
  POST   /admin/orders/:number/goodwill
  POST   /admin/orders/:number/goodwill/:id/confirmation
  POST   /admin/orders/:number/goodwill/:id/refusal
  POST   /admin/orders/:number/invoice
  POST   /admin/orders/:number/refunds
  POST   /admin/orders/:number/refunds/:id/attempts
  POST   /admin/orders/:number/refunds/:id/transfer
  GET    /admin/payments/anomalies
  POST   /admin/payments/anomalies/:id/resolution
  GET    /admin/books
  GET    /admin/books/export.csv
  GET    /admin/books/export.xlsx
  GET    /admin/reconciliation
  GET    /admin/reconciliation/:provider/:day
  POST   /admin/reconciliation/:provider/:day/bill
  POST   /admin/reconciliation/:provider/:day/fetch
  POST   /admin/reconciliation/differences/:id/remedy
  POST   /admin/reconciliation/differences/:id/resolution
  GET    /admin/settlements
  GET    /admin/settlements/:month/:producer
  POST   /admin/settlements/:month/:producer/adjustments
  POST   /admin/settlements/:month/:producer/freezing
  GET    /admin/settlements/:month/:producer/export.csv
  GET    /admin/settlements/:month/:producer/export.json
  GET    /admin/settlements/:month/:producer/export.xlsx
  GET    /admin/outbox
  POST   /admin/outbox/:id/attempt
  POST   /admin/outbox/:id/giving-up

owner manager fulfilment
  GET    /admin/dispatches
  POST   /admin/dispatches/:id/shipment
  GET    /admin/dispatches/export.csv
  GET    /admin/dispatches/export.xlsx
  POST   /admin/dispatches/sending
  POST   /admin/dispatches/sheet
  POST   /admin/orders/:number/address

owner fulfilment
  POST   /admin/claims/:id/parcel
  POST   /admin/orders/:number/parcels/:id/boxes
  POST   /admin/orders/:number/parcels/:id/delivery
  POST   /admin/orders/:number/parcels/:id/delivery/withdrawal
  POST   /admin/orders/:number/parcels/:id/number
  POST   /admin/orders/:number/parcels/:id/out
  POST   /admin/orders/:number/shipments
  POST   /admin/shipments
  GET    /admin/shipments/handover
  GET    /admin/shipments/picking
  GET    /admin/shipments/sheet
  POST   /admin/shipments/sheet
  GET    /admin/shipments/slips
  GET    /admin/shipments/template.csv
  GET    /admin/shipments/template.xlsx
  GET    /admin/shipments/ticked
  POST   /admin/shipments/ticked

owner fulfilment finance
  GET    /admin/orders/export.csv

owner manager fulfilment finance
  POST   /admin/orders/:number/notes
  POST   /admin/notices/:id/again

owner manager finance
  POST   /admin/claims/:id
  POST   /admin/quotations/:number/contact
  POST   /admin/quotations/:number/refusal
  POST   /admin/quotations/:number/version
  GET    /admin/settings/selling
  POST   /admin/settings/selling

owner manager
  GET    /admin/lost-phones
  POST   /admin/lost-phones
  POST   /admin/lost-phones/:id
  GET    /admin/families
  POST   /admin/families
  GET    /admin/families/:code
  POST   /admin/families/:code
  POST   /admin/families/:code/move
  GET    /admin/gardens/:code/board-names
  POST   /admin/gardens/:code/board-names/:id
  GET    /admin/gardens/:code/closing
  POST   /admin/gardens/:code/closing
  POST   /admin/gardens/:code/cover
  GET    /admin/gardens/:code/dispatches
  POST   /admin/gardens/:code/dispatches
  GET    /admin/gardens/:code/edit
  POST   /admin/gardens/:code/edit
  GET    /admin/gardens/:code/offers
  POST   /admin/gardens/:code/offers
  GET    /admin/gardens/:code/plots
  GET    /admin/gardens/:code/plots/:plot
  POST   /admin/gardens/:code/plots/:plot
  GET    /admin/gardens/:code/plots/export.csv
  GET    /admin/gardens/:code/plots/export.xlsx
  POST   /admin/gardens/:code/plots/grid
  POST   /admin/gardens/:code/plots/rows
  POST   /admin/gardens/:code/plots/sheet
  GET    /admin/gardens/campaign
  POST   /admin/gardens/campaign
  GET    /admin/gardens/new
  POST   /admin/gardens/new
  POST   /admin/listings
  POST   /admin/listings/:id
  POST   /admin/listings/:id/cover
  POST   /admin/listings/:id/discard
  POST   /admin/listings/:id/merge
  GET    /admin/listings/:id/pictures
  POST   /admin/listings/:id/pictures
  GET    /admin/listings/:id/promotion
  POST   /admin/listings/:id/promotion
  POST   /admin/listings/:id/promotion/ending
  POST   /admin/listings/:id/publication
  POST   /admin/listings/:id/versions
  POST   /admin/listings/changes
  GET    /admin/listings/new
  POST   /admin/listings/preview
  POST   /admin/listings/prices
  POST   /admin/listings/reversions
  POST   /admin/listings/sheet
  GET    /admin/listings/sheet/:id
  POST   /admin/listings/sheet/:id
  POST   /admin/listings/shelf
  GET    /admin/listings/synonyms
  POST   /admin/listings/synonyms
  GET    /admin/media
  GET    /admin/media/:id
  POST   /admin/media/:id/alt
  POST   /admin/notices/templates/:provider/:event
  POST   /admin/producers/:id
  POST   /admin/producers/:id/scans
  GET    /admin/producers/:id/scans/:scan
  POST   /admin/producers/:id/scans/:scan/removal
  GET    /admin/producers/new
  POST   /admin/producers/new
  GET    /admin/promotions
  POST   /admin/promotions
  GET    /admin/promotions/:code
  POST   /admin/promotions/:code/ending
  GET    /admin/promotions/new
  GET    /admin/settings
  GET    /admin/settings/banner
  POST   /admin/settings/banner
  POST   /admin/settings/banner/removal
  GET    /admin/settings/deadlines
  POST   /admin/settings/deadlines
  GET    /admin/settings/facts
  POST   /admin/settings/facts
  GET    /admin/settings/facts/:id
  POST   /admin/settings/facts/:id
  POST   /admin/settings/facts/:id/move
  POST   /admin/settings/facts/:id/visibility
  GET    /admin/settings/freight
  GET    /admin/settings/freight/:code
  POST   /admin/settings/freight/:code
  GET    /admin/settings/holidays
  POST   /admin/settings/holidays
  POST   /admin/settings/holidays/removal
  GET    /admin/settings/pages
  GET    /admin/settings/pages/:page
  POST   /admin/settings/pages/:page
  GET    /admin/settings/returns
  POST   /admin/settings/returns
  GET    /admin/settings/shop
  POST   /admin/settings/shop
  POST   /admin/stock/:sku
  GET    /admin/stock/count
  POST   /admin/stock/count
  GET    /admin/stock/count/sheet.csv
  GET    /admin/stock/count/sheet.xlsx
  POST   /admin/stock/counts

owner manager keeper
  POST   /admin/media
  GET    /admin/gardens/:code/harvests
  POST   /admin/gardens/:code/harvests
  GET    /admin/gardens/:code/harvests/:id/correction
  POST   /admin/gardens/:code/harvests/:id/correction
  GET    /admin/gardens/:code/updates
  POST   /admin/gardens/:code/updates
  POST   /admin/gardens/:code/updates/:id/withdrawal
  GET    /admin/visits
  POST   /admin/visits/:id

owner manager fulfilment keeper viewer
  GET    /admin/gardens

owner
  POST   /admin/settlements/:month/:producer/commission
  GET    /admin/audit
  GET    /admin/audit.csv
  GET    /admin/settings/refunds
  POST   /admin/settings/refunds
  GET    /admin/staff
  POST   /admin/staff/invitations
  POST   /admin/staff/reset
  POST   /admin/staff/role
`

export type Entry = { key: string; who: string[] }

export const WHO_MAY: Entry[] = TABLE.split('\n\n').flatMap((group) => {
  const [heading = '', ...calls] = group.trim().split('\n')
  return calls.map((call) => ({ key: call.trim().replace(/\s+/, ' '), who: heading.split(' ') }))
})
