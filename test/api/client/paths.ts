// Generated from the description of the API; npm run api:types writes it anew.
export interface paths {
    "/families": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Product families
         * @description In the order of the shop, each with its count.
         */
        get: operations["listFamilies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products
         * @description By family, words and price. Words (q) go with family, sort, limit and cursor. Where they find nothing, items are of what was probably meant: didYouMean says what that is, null elsewhere.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description Label facts, months of season, freight template, return rule and variants.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sourced figures
         * @description Each figure has its date and source; our own sums stand apart and are never added to them.
         */
        get: operations["getImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gardens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The campaign and its gardens
         * @description Sizes of each garden, their prices, and how many plots nobody has adopted.
         */
        get: operations["listGardens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gardens/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One garden with its offer
         * @description Without season it is the one on sale, else the newest. offer is null where that season has none.
         */
        get: operations["getGarden"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gardens/{slug}/plots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plots of a garden
         * @description By code, each with its state and its place on the schematic plan. A season without an offer answers 422 with no_offer in errors.
         */
        get: operations["listPlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plots/{code}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a plot
         * @description For 15 minutes, while somebody fills in the rest. The id is the secret of the hold: send it as holdId with the order. One that somebody else has answers 409 plot_taken with three near plots. out_of_season: it is not on sale.
         *
         *     Answers 409 with too_many_open when what is unpaid binds as much as it may: by says whose limit it is, items how many pieces of a SKU can still be ordered, detail what helps. One network (an IPv6 address counts by its /64) binds a tenth of the stock without paying.
         *
         *     closed_for_now: the shop takes no new orders and starts no payments; what was begun goes on.
         */
        post: operations["holdPlot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plots/{code}/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let go of a plot
         * @description By one's own id alone; another's, or one that is over, answers 404.
         */
        delete: operations["releaseHold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify a certificate
         * @description Open to everybody. Case, spaces and dashes of the code do not matter. The answer holds no phone and no address.
         */
        get: operations["verifyCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkout/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Work out prices and freight
         * @description Writes nothing. SKUs that cannot be ordered stand in undeliverable, plots that cannot be had in unavailable; the rest is worked out all the same.
         *
         *     A code that takes nothing off answers 409 with why (code_…); minimumFen is the least it asks for. discountFen of the lines sums to discountFen; freight is not discounted and at least 1 fen stays to be paid.
         *
         *     The lines of a basket share the stock, bundles taken apart. A SKU that is short is named with available, the pieces with which the order succeeds, and where other lines took the rest with shared: the SKU they all draw on, its pieces, the SKUs it is shared with, and how many of all are possible together.
         *
         *     dispatch_paused: nothing of it leaves for months, and nobody knows from when on.
         *
         *     sample: in production what is marked as a sample is neither ordered nor paid for.
         */
        post: operations["previewOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place an order
         * @description The same Idempotency-Key and request answer the same order: the order of keys, fields nobody knows, defaults spelt out and Accept-Language make no other request, and the answer follows the language of the retry. Another request under the same key answers 422 idempotency_mismatch.
         *
         *     expectedTotalFen that differs answers 409 price_changed with the new total.
         *
         *     recipient.region and recipient.street are needed unless the order holds gifted plots alone: the receiver of a gift says where its tea goes.
         *
         *     buyer.phone is the phone of who orders for somebody else: messages, look-up and codes bound to a phone go by it; left out, the recipient is the buyer.
         *
         *     A tax number of 18 characters whose check character (GB 32100) is wrong is asked about once: 422 with tax_no_check at invoice.taxNo; sent again with confirmedTaxNo it is taken.
         *
         *     A code that takes nothing off answers 409 with why (code_…); minimumFen is the least it asks for. discountFen of the lines sums to discountFen; freight is not discounted and at least 1 fen stays to be paid.
         *
         *     The lines of a basket share the stock, bundles taken apart. A SKU that is short is named with available, the pieces with which the order succeeds, and where other lines took the rest with shared: the SKU they all draw on, its pieces, the SKUs it is shared with, and how many of all are possible together.
         *
         *     dispatch_paused: nothing of it leaves for months, and nobody knows from when on.
         *
         *     sample: in production what is marked as a sample is neither ordered nor paid for.
         *
         *     Answers 409 with too_many_open when what is unpaid binds as much as it may: by says whose limit it is, items how many pieces of a SKU can still be ordered, detail what helps. One network (an IPv6 address counts by its /64) binds a tenth of the stock without paying.
         *
         *     closed_for_now: the shop takes no new orders and starts no payments; what was begun goes on.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order
         * @description By the accessToken that placing it answered. No token, a wrong one and no such order all answer 404. What is personal of the recipient is partly hidden.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{number}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a payment
         * @description action says what is next: qr is shown as a code, redirect leads the buyer on, jsapi goes to WeChat, transfer is paid to an account with the reference. A method that is not set up, an order that was paid, and less than 3 minutes to the deadline answer 409 conflict. The same method asked for again is the same trade.
         *
         *     sample: in production what is marked as a sample is neither ordered nor paid for.
         *
         *     closed_for_now: the shop takes no new orders and starts no payments; what was begun goes on.
         */
        post: operations["startPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{number}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Needs no body. 200: cancelled, or refunding when the full refund stands, written now or before. 202: the provider is asked, read the order again later. 409 conflict: something was sent, or it can no longer be cancelled.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description
         * @description OpenAPI 3.1, in Chinese or English by Accept-Language.
         */
        get: operations["getDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        OrderItem: {
            /** @description Code of a variant */
            sku: string;
            /** @description Pieces */
            quantity: number;
        };
        AdoptionWish: {
            /** @description Code of the plot */
            plot?: string | null;
            /** @description Code of the garden */
            garden?: string | null;
            /** @description Area, in mu (667 m²) */
            areaMu?: number | null;
            /** @description Season, a calendar year */
            season: number;
            /** @description Secret of one's own hold */
            holdId?: string | null;
            /** @description Name on the plaque, 12 characters at most */
            nameBoard?: string;
            /** @description A gift to somebody; null for oneself */
            gift?: {
                /** @description Mobile number of who receives the gift */
                phone: string;
                /** @description Message */
                message?: string;
            } | null;
            /** @description Renews the adoption of the season before */
            renews?: {
                /** @description Id of the adoption of the season before */
                adoptionId: string;
                /** @description The adopter's right of the season before */
                token: string;
            } | null;
        };
        HoldRequest: {
            /** @description Season, a calendar year */
            season: number;
            /** @description Renews the adoption of the season before */
            renews?: {
                /** @description Id of the adoption of the season before */
                adoptionId: string;
                /** @description The adopter's right of the season before */
                token: string;
            } | null;
        };
        PreviewRequest: {
            /** @description What is bought; may be left out where only plots are adopted */
            items?: components["schemas"]["OrderItem"][];
            /** @description Plots to be adopted */
            adoptions?: components["schemas"]["AdoptionWish"][];
            /** @description Division code, 6 digits */
            region: string;
            /** @description Promotion code; case, spaces and dashes do not matter */
            code?: string | null;
            /** @description The buyer's phone, for codes bound to one */
            phone?: string | null;
        };
        OrderRequest: {
            /** @description What is bought; may be left out where only plots are adopted */
            items?: components["schemas"]["OrderItem"][];
            /** @description Plots to adopt, three at most in an order */
            adoptions?: components["schemas"]["AdoptionWish"][];
            /** @description Who receives it; gifts of plots alone need no address */
            recipient: {
                /** @description Name */
                name: string;
                /** @description Phone */
                phone: string;
                /** @description Division code, 6 digits */
                region?: string;
                /** @description Street and number */
                street?: string;
            };
            /** @description Who orders for somebody else; null where the receiver is the buyer */
            buyer?: {
                /** @description Phone */
                phone: string;
            } | null;
            /** @description Note, 200 characters at most */
            note?: string;
            /** @description An invoice, where one is wanted */
            invoice?: ({
                /**
                 * @description personal or company
                 * @constant
                 */
                kind: "personal";
                /** @description Name on the invoice */
                title?: string;
                /** @description Tax number; a company needs one */
                taxNo?: string;
                /** @description Where the invoice goes, optional */
                email?: string;
            } | {
                /**
                 * @description personal or company
                 * @constant
                 */
                kind: "company";
                /** @description Name on the invoice */
                title: string;
                /** @description Tax number; a company needs one */
                taxNo?: string;
                /** @description Where the invoice goes, optional */
                email?: string;
            }) | null;
            /** @description The tax number that was asked about (tax_no_check), once more */
            confirmedTaxNo?: string;
            /** @description Consents given: terms, privacy, no_return, adoption_terms, adoption_risk */
            consents: string[];
            /** @description Where the order comes from; api when left out */
            channel?: string;
            /** @description Day on which cold goods should leave */
            shipOn?: string | null;
            /** @description Promotion code; case, spaces and dashes do not matter */
            code?: string | null;
            /** @description Total of the preview, in fen; another one answers 409 */
            expectedTotalFen?: number | null;
        };
        PaymentRequest: {
            /**
             * @description How to pay; one that is not set up answers 409
             * @enum {string}
             */
            method: "wechatpay_native" | "wechatpay_h5" | "wechatpay_jsapi" | "alipay_page" | "alipay_wap" | "bank_transfer" | "sandbox";
        };
        Family: {
            /** @description A code, the same in every language */
            code: string;
            /** @description Name */
            name: string;
            /** @description How many products it has */
            products: number;
        };
        FamilyList: {
            /** @description What the page holds */
            items: components["schemas"]["Family"][];
            /** @description Cursor of the next page; null when this is the last */
            nextCursor: string | null;
        };
        ListedVariant: {
            /** @description Code of a variant */
            sku: string;
            /** @description What one piece is */
            spec: string;
            /** @description Price, in fen */
            priceFen: number;
            /** @description Usual price while a lower one holds, in fen; null elsewhere */
            wasFen: number | null;
            /** @description Net weight, in grams */
            netG: number | null;
            /** @description Pieces that can be promised now */
            available: number;
        };
        ListedProduct: {
            /** @description Its name in addresses */
            slug: string;
            /** @description Name */
            name: string;
            /** @description Code of its family, see /families */
            family: string;
            /** @description Where it comes from */
            origin: string;
            /** @description How it is kept and sent: ambient or cold */
            storage: string;
            /** @description Price of its cheapest variant, in fen */
            priceFromFen: number;
            /** @description Whether it is in season now */
            inSeason: boolean;
            /** @description Months of its season, 1 to 12 */
            seasonMonths: number[];
            /** @description Whether it is sample data */
            sample: boolean;
            /** @description Its variants */
            variants: components["schemas"]["ListedVariant"][];
        };
        ProductList: {
            /** @description What the page holds */
            items: components["schemas"]["ListedProduct"][];
            /** @description Cursor of the next page; null when this is the last */
            nextCursor: string | null;
            /** @description The words that were meant, where those typed find nothing; null elsewhere */
            didYouMean: string | null;
        };
        Variant: {
            /** @description Code of a variant */
            sku: string;
            /** @description What one piece is */
            spec: string;
            /** @description Price, in fen */
            priceFen: number;
            /** @description Usual price while a lower one holds, in fen; null elsewhere */
            wasFen: number | null;
            /** @description Net weight, in grams */
            netG: number | null;
            /** @description Pieces that can be promised now */
            available: number;
            /** @description When the lower price ends, UTC milliseconds */
            promoUntil: number | null;
            /** @description Net volume, in millilitres */
            netMl: number | null;
        };
        Product: {
            /** @description Its name in addresses */
            slug: string;
            /** @description Name */
            name: string;
            /** @description Code of its family, see /families */
            family: string;
            /** @description Where it comes from */
            origin: string;
            /** @description How it is kept and sent: ambient or cold */
            storage: string;
            /** @description Price of its cheapest variant, in fen */
            priceFromFen: number;
            /** @description Whether it is in season now */
            inSeason: boolean;
            /** @description Months of its season, 1 to 12 */
            seasonMonths: number[];
            /** @description Whether it is sample data */
            sample: boolean;
            /** @description Whether it is sold in its season only */
            sellsOnlyInSeason: boolean;
            /** @description Shelf life, in days */
            shelfLifeDays: number;
            /** @description What its label says, by fact */
            labelFacts: {
                [key: string]: string;
            };
            /** @description Who makes it */
            producer: string;
            /** @description Code of its freight template */
            freightTemplate: string;
            /** @description Rule of return; perishable cannot be sent back */
            returnRule: string;
            /** @description What is told of it */
            story: string;
            /** @description Its variants */
            variants: components["schemas"]["Variant"][];
        };
        ImpactFact: {
            /** @description The figure */
            value: string;
            /** @description What it says */
            label: string;
            /** @description As of when */
            asOf: string;
            /** @description Where it is from */
            source: string;
        };
        Impact: {
            /** @description Figures with their sources */
            facts: components["schemas"]["ImpactFact"][];
            /** @description Our own sums */
            own: {
                /** @description Amount, in fen */
                amountFen: number;
                /** @description How many orders */
                orders: number;
            };
        };
        GardenTier: {
            /** @description Area, in mu (667 m²) */
            areaMu: number;
            /** @description Price, in fen */
            priceFen: number;
            /** @description Grams of tea promised, by grade */
            grams: {
                [key: string]: number;
            };
            /** @description Guests on a visit */
            visitGuests: number;
            /** @description How many plots of this size there are */
            plots: number;
            /** @description How many nobody has adopted */
            left: number;
        };
        Garden: {
            /** @description A code, the same in every language */
            code: string;
            /** @description Its name in addresses */
            slug: string;
            /** @description Name */
            name: string;
            /** @description Where it lies */
            place: string;
            /** @description What is told of it */
            story: string;
            /** @description Season, a calendar year */
            season: number | null;
            /** @description Whether it can be adopted now */
            onSale: boolean;
            /** @description Whether it is sample data */
            sample: boolean;
            /** @description Sizes, with price and what is left */
            tiers: components["schemas"]["GardenTier"][];
        };
        GardenList: {
            /** @description The campaign */
            campaign: {
                /** @description Title */
                title: string;
                /** @description Slogan */
                slogan: string;
                /** @description Whether it is on */
                open: boolean;
            };
            /** @description What the page holds */
            items: components["schemas"]["Garden"][];
            /** @description Cursor of the next page; null when this is the last */
            nextCursor: string | null;
        };
        Offer: {
            /** @description Season, a calendar year */
            season: number;
            /** @description Version of the offer */
            version: number;
            /** @description Fingerprint of its content, printed on certificates */
            hash: string;
            /** @description When it is sold */
            sales: {
                /**
                 * Format: date
                 * @description First day
                 */
                from: string;
                /**
                 * Format: date
                 * @description Last day
                 */
                until: string;
            };
            /** @description Grades of tea */
            grades: {
                /** @description A code, the same in every language */
                code: string;
                /** @description Name */
                name: string;
            }[];
            /** @description When tea is sent */
            dispatches: {
                /** @description A code, the same in every language */
                code: string;
                /**
                 * Format: date
                 * @description First day
                 */
                from: string;
                /**
                 * Format: date
                 * @description Last day
                 */
                until: string;
                /** @description Grades of tea */
                grades: string[];
            }[];
            /** @description Whether postage is included */
            postageIncluded: boolean;
            /** @description Where the price goes; null until it is published */
            priceSplit: {
                /** @description Name in Chinese */
                nameZh: string;
                /** @description Name in English, may be empty */
                nameEn: string;
                /** @description Ten-thousandths of the price */
                basisPoints: number;
            }[] | null;
            /** @description Rule of refunds */
            refundRule: {
                /**
                 * Format: date
                 * @description Refunded in full until this day
                 */
                fullUntil: string;
                /**
                 * @description Afterwards: minus_sent, less the tea already sent
                 * @constant
                 */
                afterwards: "minus_sent";
            };
            /** @description Choices where the harvest falls short */
            shortfall: {
                /** @description tea of equal value, credit (a code) or refund */
                choices: ("tea" | "credit" | "refund")[];
            };
            /** @description When last season's adopter comes first; null without */
            renewal: {
                /**
                 * Format: date
                 * @description First day
                 */
                from: string;
                /**
                 * Format: date
                 * @description Last day
                 */
                until: string;
            } | null;
            /** @description Updates promised in a season */
            updatesPromised: number;
            /** @description What an adopter gets */
            benefits: string[];
            /** @description Terms */
            terms: string[];
            /** @description Risks */
            risks: string[];
        };
        GardenWithOffer: {
            /** @description A code, the same in every language */
            code: string;
            /** @description Its name in addresses */
            slug: string;
            /** @description Name */
            name: string;
            /** @description Where it lies */
            place: string;
            /** @description What is told of it */
            story: string;
            /** @description Season, a calendar year */
            season: number | null;
            /** @description Whether it can be adopted now */
            onSale: boolean;
            /** @description Whether it is sample data */
            sample: boolean;
            /** @description Sizes, with price and what is left */
            tiers: components["schemas"]["GardenTier"][];
            /** @description The offer on sale; null where there is none */
            offer: components["schemas"]["Offer"] | null;
        };
        Plot: {
            /** @description Code of the plot */
            code: string;
            /** @description Area, in mu (667 m²) */
            areaMu: number;
            /**
             * @description available, held (somebody is choosing, or it is kept back) or adopted
             * @enum {string}
             */
            state: "available" | "held" | "adopted";
            /** @description Until when it is held, UTC milliseconds; null elsewhere */
            heldUntil: number | null;
            /** @description Place on the schematic plan, in its units */
            geometry: {
                /** @description Place across */
                u: number;
                /** @description Place down */
                v: number;
                /** @description Width */
                width: number;
                /** @description Height */
                height: number;
            };
            /** @description Whether it is sample data */
            sample: boolean;
        };
        PlotList: {
            /** @description Season, a calendar year */
            season: number;
            /** @description What the page holds */
            items: components["schemas"]["Plot"][];
            /** @description Cursor of the next page; null when this is the last */
            nextCursor: string | null;
        };
        Hold: {
            /** @description Secret of the hold, 128 bits: whoever has it may order the plot */
            id: string;
            /** @description Until when the plot is kept, UTC milliseconds */
            expiresAt: number;
        };
        Certificate: {
            /** @description Code of the certificate, 16 letters and digits */
            code: string;
            /**
             * @description valid, transferred, refunded or concluded
             * @enum {string}
             */
            status: "valid" | "transferred" | "refunded" | "concluded";
            /** @description Who adopted it */
            holder: string;
            /** @description Code of the plot */
            plot: string;
            /** @description Season, a calendar year */
            season: number;
            /** @description Version of the offer */
            offerVersion: number;
            /** @description Fingerprint of the offer */
            offerHash: string;
            /** @description When it was issued, UTC milliseconds */
            issuedAt: number;
            /** @description Name of the garden */
            garden: string;
            /** @description Area, in mu (667 m²) */
            areaMu: number;
            /** @description Whether it is sample data */
            sample: boolean;
        };
        ShortLine: {
            /** @description Code of a variant */
            sku: string;
            /** @description Pieces with which the order succeeds */
            available: number;
            /** @description Where other lines took the rest: what they share */
            shared?: {
                /** @description The SKU they all draw on */
                sku: string;
                /** @description Its pieces */
                available: number;
                /** @description The SKUs it is shared with */
                with: string[];
                /** @description How many of all are possible; null where one takes more of it than another */
                together: number | null;
            };
        };
        Preview: {
            /** @description The lines */
            lines: {
                /** @description Code of a variant */
                sku: string;
                /** @description Pieces */
                quantity: number;
                /** @description Price of a piece, in fen */
                unitPriceFen: number;
                /** @description Amount, in fen */
                amountFen: number;
                /** @description What is taken off, in fen */
                discountFen: number;
                /** @description Pieces this line may have */
                available: number;
            }[];
            /** @description Groups by how they are sent, each with its freight */
            groups: {
                /** @description How it is kept and sent: ambient or cold */
                storage: string;
                /** @description Code of the freight template */
                template: string;
                /** @description Name */
                name: string;
                /** @description Codes of the variants */
                skus: string[];
                /** @description Freight, in fen */
                freightFen: number;
                /** @description How much more makes it free, in fen; null where nothing does */
                missingForFreeFen: number | null;
                /** @description Days on which it can leave */
                shipDates: string[];
            }[];
            /** @description Plots to be adopted */
            adoptions: {
                /** @description Which of the plots asked for, from 0 */
                index: number;
                /** @description Code of the plot */
                plot: string;
                /** @description Season, a calendar year */
                season: number;
                /** @description Code of the garden */
                garden: string;
                /** @description Area, in mu (667 m²) */
                areaMu: number;
                /** @description Version of the offer */
                offerVersion: number;
                /** @description Price, in fen */
                priceFen: number;
                /** @description What is taken off, in fen */
                discountFen: number;
            }[];
            /** @description The code that takes something off; null without one */
            code: string | null;
            /** @description Plots that cannot be had, and why */
            unavailable: {
                /** @description Which of the plots asked for, from 0 */
                index: number;
                /** @description Code of the plot */
                plot: string;
                /**
                 * @description Why
                 * @enum {string}
                 */
                reason: "unknown_plot" | "other_garden" | "no_offer" | "no_tier" | "sample" | "not_on_sale" | "not_your_adoption" | "plot_twice" | "plot_taken";
            }[];
            /** @description Goods and plots, in fen */
            subtotalFen: number;
            /** @description Freight, in fen */
            freightFen: number;
            /** @description What is taken off, in fen */
            discountFen: number;
            /** @description What is to be paid, in fen */
            totalFen: number;
            /** @description SKUs that cannot be ordered, and why */
            undeliverable: {
                /** @description Code of a variant */
                sku: string;
                /** @description Pieces that can be promised now */
                available: number;
                /** @description Where other lines took the rest: what they share */
                shared?: {
                    /** @description The SKU they all draw on */
                    sku: string;
                    /** @description Its pieces */
                    available: number;
                    /** @description The SKUs it is shared with */
                    with: string[];
                    /** @description How many of all are possible; null where one takes more of it than another */
                    together: number | null;
                };
                /**
                 * @description Why
                 * @enum {string}
                 */
                reason: "not_sold" | "out_of_season" | "by_quotation" | "sample" | "undeliverable" | "dispatch_paused" | "out_of_stock";
            }[];
        };
        OrderAdoption: {
            /** @description Id */
            id: string;
            /** @description Code of the plot */
            plot: string;
            /** @description Season, a calendar year */
            season: number;
            /** @description Area, in mu (667 m²) */
            areaMu: number;
            /** @description held until it is paid, adopted, concluded once its season is over, released */
            state: string;
            /** @description Name on the plaque, 12 characters at most */
            nameBoard: string;
            /** @description Of the plaque: none, waiting, approved or refused */
            nameBoardState: string;
            /** @description Code of the certificate; null before payment */
            certificate: string | null;
            /** @description The adopter's own right; null once a gift was taken */
            accessToken: string | null;
            /** @description A gift to somebody; null for oneself */
            gift: {
                /** @description When it was taken, UTC milliseconds; null before */
                claimedAt: number | null;
                /** @description Secret of the link to take it; null once it was taken */
                token: string | null;
            } | null;
        };
        OrderLine: {
            /** @description Code of the variant; null where the line is a plot */
            sku: string | null;
            /** @description Pieces */
            quantity: number;
            /** @description Price of a piece, in fen */
            unitPriceFen: number;
            /** @description Amount, in fen */
            amountFen: number;
            /** @description What is taken off, in fen */
            discountFen: number;
            /** @description The product, or the plot adopted */
            title: string;
            /** @description What one piece is */
            spec: string;
            /** @description The plot adopted; null where the line is goods */
            adoption: components["schemas"]["OrderAdoption"] | null;
        };
        Parcel: {
            /** @description Code of the carrier */
            carrier: string;
            /** @description Tracking number */
            trackingNo: string;
            /** @description When it left, UTC milliseconds */
            shippedAt: number;
            /** @description What is in the parcel */
            items: {
                /** @description Code of a variant */
                sku: string | null;
                /** @description Pieces */
                quantity: number;
            }[];
        };
        Order: {
            /** @description Number of the order, 12 letters and digits */
            number: string;
            /**
             * @description awaiting_payment, cancelling (the provider is asked), cancelled, paid, completed
             * @enum {string}
             */
            state: "awaiting_payment" | "cancelling" | "cancelled" | "paid" | "completed";
            /**
             * @description Derived from payments and refunds
             * @enum {string}
             */
            paymentStatus: "unpaid" | "paid" | "refunding" | "refunded" | "closed";
            /**
             * @description Derived from parcels
             * @enum {string}
             */
            shippingStatus: "unshipped" | "partly_shipped" | "shipped" | "delivered";
            /** @description Goods and plots, in fen */
            subtotalFen: number;
            /** @description Freight, in fen */
            freightFen: number;
            /** @description What is taken off, in fen */
            discountFen: number;
            /** @description What is to be paid, in fen */
            totalFen: number;
            /** @description Pay before, UTC milliseconds */
            payBefore: number;
            /** @description Who receives it; partly hidden in answers */
            recipient: {
                /** @description Name */
                name: string;
                /** @description Phone */
                phone: string;
                /** @description Province, city and district */
                region: string;
                /** @description Street and number */
                street: string;
            };
            /** @description Who orders for somebody else; null where the receiver is the buyer */
            buyer: {
                /** @description Phone */
                phone: string;
            } | null;
            /** @description The lines */
            lines: components["schemas"]["OrderLine"][];
            /** @description Parcels */
            parcels: components["schemas"]["Parcel"][];
            /** @description Refunds */
            refunds: {
                /** @description Amount, in fen */
                amountFen: number;
                /**
                 * @description requested, processing, succeeded, failed, given_up (a person sees to it), repaid by other means
                 * @enum {string}
                 */
                state: "requested" | "processing" | "succeeded" | "failed" | "given_up" | "repaid";
            }[];
            /** @description What happened to it */
            events: {
                /**
                 * @description What happened
                 * @enum {string}
                 */
                kind: "placed" | "cancel_requested" | "close_confirmed" | "paid" | "completed" | "refund_requested" | "gift_claimed" | "address_corrected" | "deadline_extended" | "personal_data_deleted";
                /** @description When, UTC milliseconds */
                at: number;
            }[];
        };
        PlacedOrder: {
            /** @description Number of the order, 12 letters and digits */
            number: string;
            /**
             * @description awaiting_payment; a retry answers what it is by now
             * @enum {string}
             */
            state: "awaiting_payment" | "cancelling" | "cancelled" | "paid" | "completed";
            /**
             * @description Derived from payments and refunds
             * @enum {string}
             */
            paymentStatus: "unpaid" | "paid" | "refunding" | "refunded" | "closed";
            /**
             * @description Derived from parcels
             * @enum {string}
             */
            shippingStatus: "unshipped" | "partly_shipped" | "shipped" | "delivered";
            /** @description Goods and plots, in fen */
            subtotalFen: number;
            /** @description Freight, in fen */
            freightFen: number;
            /** @description What is taken off, in fen */
            discountFen: number;
            /** @description What is to be paid, in fen */
            totalFen: number;
            /** @description Pay before, UTC milliseconds */
            payBefore: number;
            /** @description Who receives it; partly hidden in answers */
            recipient: {
                /** @description Name */
                name: string;
                /** @description Phone */
                phone: string;
                /** @description Province, city and district */
                region: string;
                /** @description Street and number */
                street: string;
            };
            /** @description Who orders for somebody else; null where the receiver is the buyer */
            buyer: {
                /** @description Phone */
                phone: string;
            } | null;
            /** @description The lines */
            lines: components["schemas"]["OrderLine"][];
            /** @description Parcels */
            parcels: components["schemas"]["Parcel"][];
            /** @description Refunds */
            refunds: {
                /** @description Amount, in fen */
                amountFen: number;
                /**
                 * @description requested, processing, succeeded, failed, given_up (a person sees to it), repaid by other means
                 * @enum {string}
                 */
                state: "requested" | "processing" | "succeeded" | "failed" | "given_up" | "repaid";
            }[];
            /** @description What happened to it */
            events: {
                /**
                 * @description What happened
                 * @enum {string}
                 */
                kind: "placed" | "cancel_requested" | "close_confirmed" | "paid" | "completed" | "refund_requested" | "gift_claimed" | "address_corrected" | "deadline_extended" | "personal_data_deleted";
                /** @description When, UTC milliseconds */
                at: number;
            }[];
            /** @description Bearer token that opens this order; keep it secret */
            accessToken: string;
        };
        Cancellation: {
            /** @description Number of the order, 12 letters and digits */
            number: string;
            /**
             * @description cancelled, refunding (the full refund stands) or cancelling (the provider is asked)
             * @enum {string}
             */
            state: "cancelled" | "refunding" | "cancelling";
        };
        PaymentAction: {
            /**
             * @description Kind
             * @constant
             */
            kind: "qr";
            /** @description Content of the QR code */
            text: string;
        } | {
            /**
             * @description Kind
             * @constant
             */
            kind: "redirect";
            /** @description Where to lead the buyer; a path of ours in the sandbox */
            url: string;
        } | {
            /**
             * @description Kind
             * @constant
             */
            kind: "jsapi";
            /** @description Parameters for WeChat's JSAPI */
            params: {
                [key: string]: string;
            };
        } | {
            /**
             * @description Kind
             * @constant
             */
            kind: "transfer";
            /** @description The account to pay to */
            account: {
                /** @description Name */
                name: string;
                /** @description Account number */
                number: string;
                /** @description Its bank */
                bank: string;
            };
            /** @description What to write with the transfer */
            reference: string;
        };
        Payment: {
            /** @description Id */
            id: string;
            /** @description Trade number */
            outTradeNo: string;
            /**
             * @description requested, once it was started
             * @enum {string}
             */
            state: "created" | "requested" | "unknown" | "paid" | "closed";
            /** @description What the buyer does next */
            action: components["schemas"]["PaymentAction"];
        };
        Description: {
            /** @description Version of OpenAPI */
            openapi: string;
            /** @description About this API */
            info: {
                [key: string]: unknown;
            };
            /** @description The calls */
            paths: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        ProblemMalformed: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 400;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "malformed";
        };
        ProblemIdempotencyKeyRequired: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 400;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "idempotency_key_required";
        };
        ProblemForbidden: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 403;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "forbidden";
        };
        ProblemNotFound: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 404;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "not_found";
        };
        ProblemOutOfStock: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "out_of_stock";
            /** @description The SKUs that are short, and how many pieces each can have */
            items: components["schemas"]["ShortLine"][];
        };
        ProblemPriceChanged: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "price_changed";
            /** @description What is to be paid, in fen */
            totalFen: number;
        };
        ProblemPlotTaken: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "plot_taken";
            /** @description Code of the plot */
            plot: string;
            /** @description Season, a calendar year */
            season: number;
            /** @description Plots near by that are free, three at most */
            near: {
                /** @description Code of the plot */
                code: string;
                /** @description Area, in mu (667 m²) */
                areaMu: number;
            }[];
        };
        ProblemUndeliverable: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "undeliverable";
            /** @description Codes of the variants */
            skus: string[];
        };
        ProblemDispatchPaused: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "dispatch_paused";
            /** @description Codes of the variants */
            skus: string[];
        };
        ProblemOutOfSeason: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "out_of_season";
            /** @description The SKUs that are out of season, or the plots that are not on sale */
            skus: string[];
        };
        ProblemByQuotation: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "by_quotation";
            /** @description Codes of the variants */
            skus: string[];
        };
        ProblemSample: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "sample";
            /** @description Codes of the variants */
            skus: string[];
        };
        ProblemTooManyOpen: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "too_many_open";
            /**
             * @description Whose limit it is
             * @enum {string}
             */
            by: "phone" | "phone_plots" | "order_plots" | "order" | "visitor" | "network" | "network_plots" | "network_code";
            /** @description Pieces of each SKU that can still be ordered without paying first */
            items?: {
                /** @description Code of a variant */
                sku: string;
                /** @description Pieces at most */
                most: number;
            }[];
            /** @description What helps */
            detail: string;
        };
        ProblemClosedForNow: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "closed_for_now";
        };
        ProblemCodeUnknown: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_unknown";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeNotStarted: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_not_started";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeExpired: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_expired";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeUsedUp: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_used_up";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeAlreadyUsed: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_already_used";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeNotYours: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_not_yours";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeNotApplicable: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_not_applicable";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemCodeBelowMinimum: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "code_below_minimum";
            /** @description The least the goods must come to, in fen; 0 elsewhere */
            minimumFen: number;
        };
        ProblemConflict: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 409;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "conflict";
        };
        ProblemTooLarge: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 413;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "too_large";
        };
        ProblemUnsupportedMediaType: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 415;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "unsupported_media_type";
        };
        ProblemValidation: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 422;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "validation";
            /** @description What is wrong, field by field */
            errors: {
                /** @description Where the field stands */
                path: string;
                /** @description Code of the mistake */
                code: string;
                /** @description What is wrong, or what it speaks of */
                message: string;
            }[];
        };
        ProblemConsentRequired: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 422;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "consent_required";
            /** @description Consents that are missing */
            consents: string[];
        };
        ProblemIdempotencyMismatch: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 422;
            /**
             * @description Code of the problem, the same in every language (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "idempotency_mismatch";
        };
        ProblemRateLimited: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 429;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "rate_limited";
        };
        ProblemInternal: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 500;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "internal";
        };
        ProblemUnavailable: {
            /** @description Address of this kind of problem */
            type: string;
            /** @description A sentence, in the language asked for */
            title: string;
            /**
             * @description Status of the answer
             * @constant
             */
            status: 503;
            /**
             * @description Code of the problem, the same in every language
             * @constant
             */
            code: "unavailable";
        };
    };
    responses: never;
    parameters: {
        /**
         * @description en gives English texts, anything else Chinese; it makes no other request
         * @example en
         */
        AcceptLanguage: string;
    };
    requestBodies: never;
    headers: {
        /** @description The limit, such as "holds";q=240;w=900: 240 in 900 seconds. With counted requests alone */
        RateLimitPolicy: string;
        /** @description What is left and in how many seconds counting begins anew, such as "holds";r=239;t=900. With counted requests alone */
        RateLimit: string;
        /** @description Seconds to wait */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listFamilies: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "tea",
                     *           "name": "朵贝茶",
                     *           "products": 5
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["FamilyList"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /**
                 * @description Code of a family
                 * @example honey
                 */
                family?: string;
                /** @description Words: Chinese, pinyin, English or a SKU; what is longer than 40 characters is not read */
                q?: string;
                /** @description season puts what is in season first, price goes up, price_desc goes down; anything else is season */
                sort?: "season" | "price" | "price_desc";
                /**
                 * @description Items of a page; more than the most counts as the most
                 * @example 1
                 */
                limit?: number;
                /** @description nextCursor of the page before; one that is not ours answers 400 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "slug": "yelang-honey",
                     *           "name": "夜郎蜂蜜·百花蜜",
                     *           "family": "honey",
                     *           "origin": "普定县",
                     *           "storage": "ambient",
                     *           "priceFromFen": 4900,
                     *           "inSeason": false,
                     *           "seasonMonths": [
                     *             5,
                     *             6,
                     *             7,
                     *             8,
                     *             9,
                     *             10
                     *           ],
                     *           "sample": true,
                     *           "variants": [
                     *             {
                     *               "sku": "HNY-YL-250",
                     *               "spec": "250 g/瓶",
                     *               "priceFen": 4900,
                     *               "wasFen": null,
                     *               "netG": 250,
                     *               "available": 200
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": "MTA1OnllbGFuZy1ob25leQ",
                     *       "didYouMean": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            /** @description Problem: malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Its name in addresses
                 * @example yelang-honey
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "slug": "yelang-honey",
                     *       "name": "夜郎蜂蜜·百花蜜",
                     *       "family": "honey",
                     *       "origin": "普定县",
                     *       "storage": "ambient",
                     *       "priceFromFen": 4900,
                     *       "inSeason": false,
                     *       "seasonMonths": [
                     *         5,
                     *         6,
                     *         7,
                     *         8,
                     *         9,
                     *         10
                     *       ],
                     *       "sample": true,
                     *       "sellsOnlyInSeason": false,
                     *       "shelfLifeDays": 720,
                     *       "labelFacts": {
                     *         "warning": "1岁以下婴儿不宜食用"
                     *       },
                     *       "producer": "夜郎蜂蜜（生产主体待定）",
                     *       "freightTemplate": "ambient",
                     *       "returnRule": "seven_day_unopened",
                     *       "story": "夜郎蜂蜜，产自普定。1岁以下婴儿不宜食用。",
                     *       "variants": [
                     *         {
                     *           "sku": "HNY-YL-250",
                     *           "spec": "250 g/瓶",
                     *           "priceFen": 4900,
                     *           "wasFen": null,
                     *           "netG": 250,
                     *           "available": 200,
                     *           "promoUntil": null,
                     *           "netMl": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    getImpact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "facts": [
                     *         {
                     *           "value": "38期",
                     *           "label": "培训班，共培训1831人",
                     *           "asOf": "2023",
                     *           "source": "《千里携手谋发展 同心聚力谱新篇——广州花都·安顺普定东西部协作工作综述》"
                     *         }
                     *       ],
                     *       "own": {
                     *         "amountFen": 91400,
                     *         "orders": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Impact"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    listGardens: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "campaign": {
                     *         "title": "我在贵州有个园",
                     *         "slogan": "认购一亩茶、带动一人就业",
                     *         "open": true
                     *       },
                     *       "items": [
                     *         {
                     *           "code": "A",
                     *           "slug": "yunjiao-baicha",
                     *           "name": "云脚白茶园",
                     *           "place": "穿洞街道",
                     *           "story": "示例茶园：已建成的生态茶园，由茶园经营方管护。",
                     *           "season": 2027,
                     *           "onSale": true,
                     *           "sample": true,
                     *           "tiers": [
                     *             {
                     *               "areaMu": 0.1,
                     *               "priceFen": 59800,
                     *               "grams": {
                     *                 "spring": 150,
                     *                 "black": 250
                     *               },
                     *               "visitGuests": 2,
                     *               "plots": 16,
                     *               "left": 16
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["GardenList"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    getGarden: {
        parameters: {
            query?: {
                /** @description Which season, a calendar year */
                season?: number;
            };
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Its name in addresses
                 * @example yunjiao-baicha
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "A",
                     *       "slug": "yunjiao-baicha",
                     *       "name": "云脚白茶园",
                     *       "place": "穿洞街道",
                     *       "story": "示例茶园：已建成的生态茶园，由茶园经营方管护。",
                     *       "season": 2027,
                     *       "onSale": true,
                     *       "sample": true,
                     *       "tiers": [
                     *         {
                     *           "areaMu": 0.1,
                     *           "priceFen": 59800,
                     *           "grams": {
                     *             "spring": 150,
                     *             "black": 250
                     *           },
                     *           "visitGuests": 2,
                     *           "plots": 16,
                     *           "left": 16
                     *         }
                     *       ],
                     *       "offer": {
                     *         "season": 2027,
                     *         "version": 1,
                     *         "hash": "qDXDJqiVFYXzB8rx0FXQsyjhcDlw2g5dvPCU96NnP_A",
                     *         "sales": {
                     *           "from": "2026-10-01",
                     *           "until": "2027-03-31"
                     *         },
                     *         "grades": [
                     *           {
                     *             "code": "spring",
                     *             "name": "春茶（绿茶）"
                     *           }
                     *         ],
                     *         "dispatches": [
                     *           {
                     *             "code": "spring",
                     *             "from": "2027-04-20",
                     *             "until": "2027-05-20",
                     *             "grades": [
                     *               "spring"
                     *             ]
                     *           }
                     *         ],
                     *         "postageIncluded": true,
                     *         "priceSplit": null,
                     *         "refundRule": {
                     *           "fullUntil": "2027-02-28",
                     *           "afterwards": "minus_sent"
                     *         },
                     *         "shortfall": {
                     *           "choices": [
                     *             "tea",
                     *             "credit",
                     *             "refund"
                     *           ]
                     *         },
                     *         "renewal": {
                     *           "from": "2026-10-01",
                     *           "until": "2026-11-29"
                     *         },
                     *         "updatesPromised": 4,
                     *         "benefits": [
                     *           "编号认购证书，可扫码查验"
                     *         ],
                     *         "terms": [
                     *           "认购的是茶叶产品与服务，不涉及土地权属。"
                     *         ],
                     *         "risks": [
                     *           "茶叶是农产品，天气会影响采摘时间和数量。"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GardenWithOffer"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    listPlots: {
        parameters: {
            query?: {
                /**
                 * @description Which season, a calendar year
                 * @example 2027
                 */
                season?: number;
                /** @description This size only, in mu */
                areaMu?: number;
                /** @description Items of a page; more than the most counts as the most */
                limit?: number;
                /** @description nextCursor of the page before; one that is not ours answers 400 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Its name in addresses
                 * @example yunjiao-baicha
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "season": 2027,
                     *       "items": [
                     *         {
                     *           "code": "A-07",
                     *           "areaMu": 0.1,
                     *           "state": "held",
                     *           "heldUntil": 1795400100000,
                     *           "geometry": {
                     *             "u": 4,
                     *             "v": 0,
                     *             "width": 1,
                     *             "height": 1
                     *           },
                     *           "sample": true
                     *         }
                     *       ],
                     *       "nextCursor": "A-07"
                     *     }
                     */
                    "application/json": components["schemas"]["PlotList"];
                };
            };
            /** @description Problem: malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    holdPlot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Code of the plot
                 * @example A-07
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "season": 2027
                 *     }
                 */
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f9dd9b5941c9cacc36834764c47f1c6",
                     *       "expiresAt": 1795400100000
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Problem: malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: plot_taken, out_of_season, too_many_open, closed_for_now */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemPlotTaken"] | components["schemas"]["ProblemOutOfSeason"] | components["schemas"]["ProblemTooManyOpen"] | components["schemas"]["ProblemClosedForNow"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnsupportedMediaType"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: rate_limited */
            429: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemRateLimited"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Code of the plot
                 * @example A-07
                 */
                code: string;
                /**
                 * @description Secret of the hold
                 * @example 0f9dd9b5941c9cacc36834764c47f1c6
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success, no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    verifyCertificate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Code of the certificate, 16 letters and digits; spaces and dashes do not matter
                 * @example 8W76JC9K7ASM1P72
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "8W76JC9K7ASM1P72",
                     *       "status": "valid",
                     *       "holder": "林晓禾",
                     *       "plot": "A-07",
                     *       "season": 2027,
                     *       "offerVersion": 1,
                     *       "offerHash": "qDXDJqiVFYXzB8rx0FXQsyjhcDlw2g5dvPCU96NnP_A",
                     *       "issuedAt": 1795399260000,
                     *       "garden": "云脚白茶园",
                     *       "areaMu": 0.1,
                     *       "sample": true
                     *     }
                     */
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    previewOrder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "sku": "TEA-GC-250",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "adoptions": [
                 *         {
                 *           "plot": "A-07",
                 *           "season": 2027,
                 *           "holdId": "0f9dd9b5941c9cacc36834764c47f1c6",
                 *           "nameBoard": "花都工会"
                 *         }
                 *       ],
                 *       "region": "440114"
                 *     }
                 */
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "sku": "TEA-GC-250",
                     *           "quantity": 2,
                     *           "unitPriceFen": 15800,
                     *           "amountFen": 31600,
                     *           "discountFen": 0,
                     *           "available": 200
                     *         }
                     *       ],
                     *       "groups": [
                     *         {
                     *           "storage": "ambient",
                     *           "template": "ambient",
                     *           "name": "常温快递",
                     *           "skus": [
                     *             "TEA-GC-250"
                     *           ],
                     *           "freightFen": 0,
                     *           "missingForFreeFen": null,
                     *           "shipDates": [
                     *             "2026-11-23",
                     *             "2026-11-24"
                     *           ]
                     *         }
                     *       ],
                     *       "adoptions": [
                     *         {
                     *           "index": 0,
                     *           "plot": "A-07",
                     *           "season": 2027,
                     *           "garden": "A",
                     *           "areaMu": 0.1,
                     *           "offerVersion": 1,
                     *           "priceFen": 59800,
                     *           "discountFen": 0
                     *         }
                     *       ],
                     *       "code": null,
                     *       "unavailable": [],
                     *       "subtotalFen": 91400,
                     *       "freightFen": 0,
                     *       "discountFen": 0,
                     *       "totalFen": 91400,
                     *       "undeliverable": []
                     *     }
                     */
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Problem: malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: code_unknown, code_not_started, code_expired, code_used_up, code_already_used, code_not_yours, code_not_applicable, code_below_minimum */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemCodeUnknown"] | components["schemas"]["ProblemCodeNotStarted"] | components["schemas"]["ProblemCodeExpired"] | components["schemas"]["ProblemCodeUsedUp"] | components["schemas"]["ProblemCodeAlreadyUsed"] | components["schemas"]["ProblemCodeNotYours"] | components["schemas"]["ProblemCodeNotApplicable"] | components["schemas"]["ProblemCodeBelowMinimum"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnsupportedMediaType"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: rate_limited */
            429: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemRateLimited"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Of your own making for each order, the same in every retry; 200 characters at most
                 * @example 5b0c6e0e-5f0c-4f6e-9d1f-2b8f6c1a7d10
                 */
                "Idempotency-Key": string;
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "sku": "TEA-GC-250",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "adoptions": [
                 *         {
                 *           "plot": "A-07",
                 *           "season": 2027,
                 *           "holdId": "0f9dd9b5941c9cacc36834764c47f1c6",
                 *           "nameBoard": "花都工会"
                 *         }
                 *       ],
                 *       "recipient": {
                 *         "name": "林晓禾",
                 *         "phone": "13800000001",
                 *         "region": "440114",
                 *         "street": "新华街道公益大道1号"
                 *       },
                 *       "consents": [
                 *         "terms",
                 *         "privacy",
                 *         "adoption_terms",
                 *         "adoption_risk"
                 *       ],
                 *       "expectedTotalFen": 91400
                 *     }
                 */
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "RT0MTZRXQ7SP",
                     *       "subtotalFen": 91400,
                     *       "freightFen": 0,
                     *       "discountFen": 0,
                     *       "totalFen": 91400,
                     *       "payBefore": 1795401000000,
                     *       "recipient": {
                     *         "name": "林**",
                     *         "phone": "138****0001",
                     *         "region": "广东省 广州市 花都区",
                     *         "street": "新华街道公****"
                     *       },
                     *       "buyer": null,
                     *       "refunds": [],
                     *       "state": "awaiting_payment",
                     *       "paymentStatus": "unpaid",
                     *       "shippingStatus": "unshipped",
                     *       "lines": [
                     *         {
                     *           "sku": "TEA-GC-250",
                     *           "title": "朵贝贡茶·高山绿茶",
                     *           "spec": "250 g/罐",
                     *           "quantity": 2,
                     *           "unitPriceFen": 15800,
                     *           "amountFen": 31600,
                     *           "discountFen": 0,
                     *           "adoption": null
                     *         },
                     *         {
                     *           "sku": null,
                     *           "title": "认购 云脚白茶园 A-07",
                     *           "spec": "0.1亩 · 2027年",
                     *           "quantity": 1,
                     *           "unitPriceFen": 59800,
                     *           "amountFen": 59800,
                     *           "discountFen": 0,
                     *           "adoption": {
                     *             "id": "adp_01m8323bvwwdyxspzt86de0tba",
                     *             "plot": "A-07",
                     *             "season": 2027,
                     *             "areaMu": 0.1,
                     *             "state": "held",
                     *             "nameBoard": "花都工会",
                     *             "nameBoardState": "waiting",
                     *             "certificate": null,
                     *             "accessToken": "m4uHnPj9Zyiy5huT5NS7V9CVZqEZGuxctU0iGjH1mnE",
                     *             "gift": null
                     *           }
                     *         }
                     *       ],
                     *       "parcels": [],
                     *       "events": [
                     *         {
                     *           "kind": "placed",
                     *           "at": 1795399200000
                     *         }
                     *       ],
                     *       "accessToken": "KQ9XT4_7ca2-IQaLiUaMkffYVoSRiauY4Z8CatEgIjQ"
                     *     }
                     */
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            /** @description Problem: idempotency_key_required, malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemIdempotencyKeyRequired"] | components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: out_of_stock, price_changed, plot_taken, undeliverable, dispatch_paused, out_of_season, by_quotation, sample, too_many_open, closed_for_now, code_unknown, code_not_started, code_expired, code_used_up, code_already_used, code_not_yours, code_not_applicable, code_below_minimum, conflict */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOutOfStock"] | components["schemas"]["ProblemPriceChanged"] | components["schemas"]["ProblemPlotTaken"] | components["schemas"]["ProblemUndeliverable"] | components["schemas"]["ProblemDispatchPaused"] | components["schemas"]["ProblemOutOfSeason"] | components["schemas"]["ProblemByQuotation"] | components["schemas"]["ProblemSample"] | components["schemas"]["ProblemTooManyOpen"] | components["schemas"]["ProblemClosedForNow"] | components["schemas"]["ProblemCodeUnknown"] | components["schemas"]["ProblemCodeNotStarted"] | components["schemas"]["ProblemCodeExpired"] | components["schemas"]["ProblemCodeUsedUp"] | components["schemas"]["ProblemCodeAlreadyUsed"] | components["schemas"]["ProblemCodeNotYours"] | components["schemas"]["ProblemCodeNotApplicable"] | components["schemas"]["ProblemCodeBelowMinimum"] | components["schemas"]["ProblemConflict"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnsupportedMediaType"];
                };
            };
            /** @description Problem: consent_required, idempotency_mismatch, validation */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemConsentRequired"] | components["schemas"]["ProblemIdempotencyMismatch"] | components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: rate_limited */
            429: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemRateLimited"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Number of the order, 12 letters and digits; spaces and dashes do not matter
                 * @example RT0MTZRXQ7SP
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "RT0MTZRXQ7SP",
                     *       "subtotalFen": 91400,
                     *       "freightFen": 0,
                     *       "discountFen": 0,
                     *       "totalFen": 91400,
                     *       "payBefore": 1795401000000,
                     *       "recipient": {
                     *         "name": "林**",
                     *         "phone": "138****0001",
                     *         "region": "广东省 广州市 花都区",
                     *         "street": "新华街道公****"
                     *       },
                     *       "buyer": null,
                     *       "refunds": [],
                     *       "state": "paid",
                     *       "paymentStatus": "paid",
                     *       "shippingStatus": "shipped",
                     *       "lines": [
                     *         {
                     *           "sku": "TEA-GC-250",
                     *           "title": "朵贝贡茶·高山绿茶",
                     *           "spec": "250 g/罐",
                     *           "quantity": 2,
                     *           "unitPriceFen": 15800,
                     *           "amountFen": 31600,
                     *           "discountFen": 0,
                     *           "adoption": null
                     *         },
                     *         {
                     *           "sku": null,
                     *           "title": "认购 云脚白茶园 A-07",
                     *           "spec": "0.1亩 · 2027年",
                     *           "quantity": 1,
                     *           "unitPriceFen": 59800,
                     *           "amountFen": 59800,
                     *           "discountFen": 0,
                     *           "adoption": {
                     *             "id": "adp_01m8323bvwwdyxspzt86de0tba",
                     *             "plot": "A-07",
                     *             "season": 2027,
                     *             "areaMu": 0.1,
                     *             "state": "adopted",
                     *             "nameBoard": "花都工会",
                     *             "nameBoardState": "waiting",
                     *             "certificate": "8W76JC9K7ASM1P72",
                     *             "accessToken": "m4uHnPj9Zyiy5huT5NS7V9CVZqEZGuxctU0iGjH1mnE",
                     *             "gift": null
                     *           }
                     *         }
                     *       ],
                     *       "parcels": [
                     *         {
                     *           "carrier": "sf",
                     *           "trackingNo": "SF1234567890123",
                     *           "shippedAt": 1795485600000,
                     *           "items": [
                     *             {
                     *               "sku": "TEA-GC-250",
                     *               "quantity": 2
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "events": [
                     *         {
                     *           "kind": "placed",
                     *           "at": 1795399200000
                     *         },
                     *         {
                     *           "kind": "paid",
                     *           "at": 1795399260000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    startPayment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Number of the order, 12 letters and digits; spaces and dashes do not matter
                 * @example RT0MTZRXQ7SP
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "sandbox"
                 *     }
                 */
                "application/json": components["schemas"]["PaymentRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_01m8323c0n75t8heqxg2ta0rfp",
                     *       "outTradeNo": "0394J7TSXANP4YDZ990HTPWWQB",
                     *       "state": "requested",
                     *       "action": {
                     *         "kind": "qr",
                     *         "text": "weixin://wxpay/bizpayurl?pr=p4lpSuKzz"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Problem: malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemMalformed"];
                };
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: closed_for_now, sample, conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemClosedForNow"] | components["schemas"]["ProblemSample"] | components["schemas"]["ProblemConflict"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnsupportedMediaType"];
                };
            };
            /** @description Problem: validation */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemValidation"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description Number of the order, 12 letters and digits; spaces and dashes do not matter
                 * @example RT0MTZRXQ7SP
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "RT0MTZRXQ7SP",
                     *       "state": "cancelled"
                     *     }
                     */
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            /** @description Accepted, not decided yet */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "RT0MTZRXQ7SP",
                     *       "state": "cancelling"
                     *     }
                     */
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            /** @description Problem: forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemForbidden"];
                };
            };
            /** @description Problem: not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemNotFound"];
                };
            };
            /** @description Problem: conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemConflict"];
                };
            };
            /** @description Problem: too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemTooLarge"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description en gives English texts, anything else Chinese; it makes no other request
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0",
                     *       "info": {
                     *         "title": "普定 · 消费帮扶商店 接口",
                     *         "version": "1.1.0"
                     *       },
                     *       "paths": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Description"];
                };
            };
            /** @description Problem: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemInternal"];
                };
            };
            /** @description Problem: unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemUnavailable"];
                };
            };
        };
    };
}
