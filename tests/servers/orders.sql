-- The database of the examples' app as release 2.6.0 leaves it: the runtime's catalogue and the tables it speaks of.
-- Nobody has entered a voucher or a payment yet, and the longest note has 24 characters. What `COPY` escapes stands in
-- a default.
CREATE TABLE "mendixsystem$version" ("versionnumber" text, "lastsyncdate" timestamp, "mendixversion" text, "modelversionnumber" text, "sprintrprojectname" text);
CREATE TABLE "mendixsystem$entity" ("id" text PRIMARY KEY, "entity_name" text, "table_name" text, "superentity_id" text, "remote" boolean, "remote_primary_key" boolean);
CREATE TABLE "mendixsystem$attribute" ("id" text PRIMARY KEY, "entity_id" text, "attribute_name" text, "column_name" text, "type" int, "length" int, "default_value" text, "is_auto_number" boolean);
CREATE TABLE "mendixsystem$association" ("id" text PRIMARY KEY, "association_name" text, "table_name" text, "parent_entity_id" text, "child_entity_id" text, "parent_column_name" text, "child_column_name" text, "storage_format" smallint);
INSERT INTO "mendixsystem$version" VALUES ('4.2', '2026-03-01 12:00:00', '10.24.15.93102', '2.6.0', 'Orders');
INSERT INTO "mendixsystem$entity" VALUES
  ('00000000-0000-4000-8000-000000000001', 'Sales.Order', 'sales$order', NULL, false, NULL),
  ('00000000-0000-4000-8000-000000000002', 'Sales.Voucher', 'sales$voucher', NULL, false, NULL),
  ('00000000-0000-4000-8000-000000000003', 'Sales.Payment', 'sales$payment', NULL, false, NULL);
INSERT INTO "mendixsystem$attribute" VALUES
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000001', 'Number', 'number', 30, 20, '', false),
  ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-000000000001', 'Note', 'note', 30, 400, E'\\N\ttab, "quotes", back\\slash and\nline, ü', false),
  ('00000000-0000-4000-8000-00000000000d', '00000000-0000-4000-8000-000000000001', 'Channel', 'channel', 30, 20, NULL, false),
  ('00000000-0000-4000-8000-000000000015', '00000000-0000-4000-8000-000000000002', 'Code', 'code', 30, 20, '', false),
  ('00000000-0000-4000-8000-00000000001f', '00000000-0000-4000-8000-000000000003', 'Reference', 'reference', 30, 40, '', false);
CREATE TABLE "sales$order" ("id" bigint PRIMARY KEY, "number" varchar(20), "note" varchar(400), "channel" varchar(20));
CREATE TABLE "sales$voucher" ("id" bigint PRIMARY KEY, "code" varchar(20));
CREATE TABLE "sales$payment" ("id" bigint PRIMARY KEY, "reference" varchar(40));
INSERT INTO "sales$order" VALUES (1, '2026-0001', 'Deliver in the afternoon', NULL), (2, '2026-0002', 'mendixsystem$entity', NULL);
