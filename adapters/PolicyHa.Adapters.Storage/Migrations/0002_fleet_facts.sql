-- What classes and rules ask of hosts and instances besides: aggregates, images, extra specs. The next reading of the
-- cloud fills them in.

ALTER TABLE fleet_host ADD COLUMN aggregates_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE fleet_host ADD COLUMN aggregate_metadata_json TEXT NOT NULL DEFAULT '{}';

ALTER TABLE fleet_instance ADD COLUMN image TEXT;
ALTER TABLE fleet_instance ADD COLUMN image_properties_json TEXT NOT NULL DEFAULT '{}';
ALTER TABLE fleet_instance ADD COLUMN flavor_specs_json TEXT NOT NULL DEFAULT '{}';
ALTER TABLE fleet_instance ADD COLUMN ha_by_aggregate INTEGER NOT NULL DEFAULT 0;
