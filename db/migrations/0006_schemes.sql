ALTER TABLE "schemes" DROP CONSTRAINT "schemes_domain";--> statement-breakpoint
ALTER TABLE "schemes" ADD COLUMN "text" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "listings_food_outcome" ON "listings" USING btree ("food_scheme","food_outcome") WHERE "listings"."food_outcome" is not null;--> statement-breakpoint
CREATE INDEX "listings_goods_outcome" ON "listings" USING btree ("goods_scheme","goods_outcome") WHERE "listings"."goods_outcome" is not null;--> statement-breakpoint
ALTER TABLE "schemes" ADD CONSTRAINT "schemes_domain" CHECK (domain in ('food', 'goods', 'tax'));--> statement-breakpoint
-- Documents of the first form said too little to be re-run by others. They are registered once more,
-- whole; what they rate by is the same.
UPDATE "schemes" SET "hash" = '', "text" = "document"::text;
